#include "profile/patterns.h"

#include <algorithm>
#include <map>

#include "base/visible_text.h"

namespace klarsicht {

namespace {

constexpr std::size_t longest = 32, most_shapes = 4096, repeated = 4;

/// @return bytes of the character; what stands for it goes to `sign`, which is empty where it stands for itself
std::size_t sign_of(std::string_view text, char& sign) {
    const char c = text.front();
    sign = '\0';
    if (c >= '0' && c <= '9') { sign = '9'; }
    if (c >= 'A' && c <= 'Z') { sign = 'A'; }
    if (c >= 'a' && c <= 'z') { sign = 'a'; }
    if (static_cast<unsigned char>(c) < 0x80) { return 1; }
    const CodePoint point = first_code_point(text);
    if (point.length == 0) { return 1; }
    // Accented capitals of Latin-1; every other character that is not ASCII is taken for a letter.
    const bool capital = point.value >= 0xC0 && point.value <= 0xDE && point.value != 0xD7;
    sign = capital ? 'A' : 'a';
    return point.length;
}

}  // namespace

std::string shape_of(std::string_view text) {
    std::string shape;
    char last = '\0';
    std::size_t run = 0;
    while (!text.empty()) {
        char sign = '\0';
        const std::size_t bytes = sign_of(text, sign);
        const char c = sign != '\0' ? sign : text.front();
        text.remove_prefix(bytes);
        run = sign != '\0' && c == last ? run + 1 : 1;
        last = sign;
        if (run > repeated + 1) { continue; }
        if (run == repeated + 1) {
            shape.resize(shape.size() - repeated + 1);
            shape += '+';
            continue;
        }
        if (shape.size() >= longest) { return shape + "…"; }
        shape += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F ? ' ' : c;
    }
    return shape;
}

std::vector<Pattern> patterns_of(const Column& column, const Interpretation& interpretation, std::size_t most,
                                 std::uint64_t least_rows) {
    std::vector<Pattern> patterns;
    std::map<std::string, std::size_t, std::less<>> places;
    std::size_t last = 0;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (interpretation.states[code] == CellState::missing) { continue; }
        std::string shape = shape_of(column.dictionary[code]);
        // Most values look like the one before.
        if (patterns.empty() || patterns[last].shape != shape) {
            const auto known = places.find(shape);
            if (known == places.end() && patterns.size() == most_shapes) { continue; }
            last = known == places.end() ? patterns.size() : known->second;
            if (known == places.end()) {
                places.emplace(shape, last);
                patterns.push_back({.shape = std::move(shape), .rows = 0});
            }
        }
        patterns[last].rows += column.counts[code];
    }
    std::erase_if(patterns,
                  [&](const Pattern& pattern) { return pattern.rows < std::max<std::uint64_t>(1, least_rows); });
    std::ranges::stable_sort(patterns, std::ranges::greater(), &Pattern::rows);
    if (patterns.size() > most) { patterns.resize(most); }
    return patterns;
}

}  // namespace klarsicht
