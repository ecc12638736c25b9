#include "report/why_text.h"

#include <vector>

namespace klarsicht {

namespace {

/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& parts, const Texts& texts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) { text += i + 1 == parts.size() ? " " + std::string(texts.text("why.and")) + " " : ", "; }
        text += parts[i];
    }
    return text;
}

}  // namespace

std::string why_text(const ColumnReport& column, const Texts& texts) {
    std::vector<std::string> roles;
    for (const Role role : column.roles) { roles.emplace_back(texts.text("role." + std::string(name_of(role)))); }
    std::vector<std::string> reasons;
    for (const Message& reason : column.why) { reasons.push_back(texts.format(reason)); }
    const std::string kind(texts.text("why.kind." + std::string(name_of(column.summary.interpretation.kind))));
    const std::string_view key = reasons.empty() ? "why.nothing" : roles.empty() ? "why.no_role" : "why.sentence";
    Message sentence(key);
    sentence.text("kind", kind).text("roles", joined(roles, texts)).text("reasons", joined(reasons, texts));
    return texts.format(sentence);
}

}  // namespace klarsicht
