#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace klarsicht {

/// A file built into the program (script/embed.mjs). Which ones there are depends on the program: engine and command
/// hold rule packs, word lists and the texts of the checks; the app holds its own texts, shaders and fonts.
struct Asset {
    std::string_view path;   ///< below assets/, e.g. "rules/eu-2026-11.json"; or "shaders/…", "fonts/…"
    std::string_view bytes;  ///< JSON is minified; followed by a NUL that does not count
};

/// All embedded assets whose path starts with the prefix, sorted by path.
std::span<const Asset> assets(std::string_view prefix = {});

/// The bytes of one asset.
std::optional<std::string_view> asset(std::string_view path);

}  // namespace klarsicht
