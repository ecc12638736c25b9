#include "audit/digest.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/finding_key.h"
#include "audit/shown_values.h"

namespace klarsicht {

namespace {

/// Checks that may find several things in the same columns; the title's key says which.
constexpr std::array<std::string_view, 4> several_aspects = {"quality.consistency", "quality.leakage",
                                                             "quality.outliers", "quality.validity"};
/// Checks with one finding a file, whose subject is the columns that it touches.
constexpr std::array<std::string_view, 4> of_the_file = {"privacy.data_minimisation", "quality.completeness",
                                                         "quality.constant", "quality.encoding"};
/// The same thing said with less certainty, or of less.
constexpr std::array<std::string_view, 2> weaker = {"_likely", "_exceptions"};

std::string aspect_of(const Outcome& outcome) {
    if (std::ranges::find(several_aspects, outcome.id) == several_aspects.end()) { return {}; }
    std::string_view aspect = outcome.title.key;
    aspect.remove_prefix(std::min(aspect.size(), aspect.rfind('.') + 1));
    if (aspect == "none" || aspect == "not_assessed") { return {}; }
    for (const std::string_view suffix : weaker) {
        if (aspect.ends_with(suffix)) { aspect.remove_suffix(suffix.size()); }
    }
    return std::string(aspect);
}

}  // namespace

FindingKey key_of(const Outcome& outcome) { return finding_key(outcome.id, outcome.subject, aspect_of(outcome)); }

FindingKey finding_key(std::string_view id, const std::vector<std::string>& subject, std::string aspect) {
    FindingKey key{std::string(id), {}, std::move(aspect)};
    if (std::ranges::find(of_the_file, id) != of_the_file.end()) { return key; }
    for (const std::string& column : subject) { key.subject.push_back(without_full_names(column)); }
    return key;
}

}  // namespace klarsicht
