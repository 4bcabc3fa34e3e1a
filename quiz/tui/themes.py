"""The four looks: the terminal's own colours, light, dark and high contrast.

A theme is a handful of named tones; widgets name a tone and never a colour. `auto` takes the
sixteen colours and the background that the person has set for the terminal, so it suits light and
dark ones, transparent ones among them, without asking the terminal anything.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

NAMES = ("auto", "light", "dark", "contrast")
"""What `theme` in the configuration may be."""


def theme_named(name: str) -> Theme:
    """The theme of that name; an unknown name gets the terminal's own colours."""
    makers = {"light": _light, "dark": _dark, "contrast": _contrast}
    return makers.get(name, _auto)()


def _auto() -> Theme:
    terminal = BUILTIN_THEMES["ansi-dark"]
    return Theme(
        name="quiz-auto",
        ansi=True,
        primary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            **terminal.variables,
            "quiet": "ansi_default dim",
            "lit": "ansi_cyan bold",
            "right": "ansi_green bold",
            "wrong": "ansi_red bold",
            "warn": "ansi_yellow",
            "code": "ansi_cyan",
            "link-style": "underline",
            "link-color": "ansi_default",
            "link-background-hover": "ansi_default",
            "input-cursor-text-style": "reverse",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_cyan",
            "scrollbar-active": "ansi_cyan",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
            "block-cursor-background": "ansi_cyan",
            "block-cursor-foreground": "ansi_black",
            "border": "ansi_cyan",
        },
    )


def _of_tones(name: str, *, dark: bool, ground: str, ink: str, raised: str, **tones: str) -> Theme:
    return Theme(
        name=f"quiz-{name}",
        dark=dark,
        primary=tones["accent"],
        accent=tones["accent"],
        success=tones["right"],
        error=tones["wrong"],
        warning=tones["warn"],
        foreground=ink,
        background=ground,
        surface=raised,
        panel=raised,
        variables={
            "quiet": tones["quiet"],
            "lit": f"{tones['accent']} bold",
            "right": f"{tones['right']} bold",
            "wrong": f"{tones['wrong']} bold",
            "warn": tones["warn"],
            "code": tones["code"],
            "link-color": ink,
            "text-disabled": tones["quiet"],
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-cursor-text-style": "none",
            "scrollbar": tones["quiet"],
            "scrollbar-hover": tones["accent"],
            "scrollbar-active": tones["accent"],
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
        },
    )


def _light() -> Theme:
    return _of_tones(
        "light",
        dark=False,
        ground="#fbfaf7",
        ink="#1f2328",
        raised="#f0eee8",
        accent="#0a5fb4",
        right="#1a7430",
        wrong="#b42318",
        warn="#8a5a00",
        quiet="#656d76",
        code="#6639a6",
    )


def _dark() -> Theme:
    return _of_tones(
        "dark",
        dark=True,
        ground="#14171c",
        ink="#d8dce3",
        raised="#1d2129",
        accent="#6cb6ff",
        right="#5fc98a",
        wrong="#ff8078",
        warn="#e0b04c",
        quiet="#8b949e",
        code="#c4a7f5",
    )


def _contrast() -> Theme:
    return _of_tones(
        "contrast",
        dark=True,
        ground="#000000",
        ink="#ffffff",
        raised="#000000",
        accent="#ffe600",
        right="#4dff88",
        wrong="#ff8a8a",
        warn="#ffc44d",
        quiet="#dcdcdc",
        code="#7fe5ff",
    )
