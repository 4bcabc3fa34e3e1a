"""One widget a shape: it shows what is asked, posts the response and shows what was right."""
