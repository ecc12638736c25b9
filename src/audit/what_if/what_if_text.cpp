#include "audit/what_if/what_if_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "base/listed.h"

namespace klarsicht::what_if {

namespace {

constexpr std::size_t most_named = 3;
/// A tree that orders rows it does not know no better than this is hardly more than a guess.
constexpr double poor_auc = 0.6;
constexpr double poor_r2 = 0.1;

Message with_group(Message message, std::string_view name, const Feature& feature, std::size_t bin) {
    return message.group(name, bin < feature.labels.size() ? feature.labels[bin] : std::string(), feature.binned);
}

/// A condition on an ordered column: which bins are allowed lie beside each other.
Message range_of(const Feature& feature, const std::vector<std::uint8_t>& allowed, Message message) {
    const auto bins = static_cast<std::ptrdiff_t>(feature.bins());
    const auto first = std::ranges::find(allowed.begin(), allowed.begin() + bins, 1) - allowed.begin();
    std::ptrdiff_t last = bins - 1;
    while (last > first && allowed[static_cast<std::size_t>(last)] == 0) { --last; }
    if (first == bins) {
        message.key = "what_if.rule.unknown";
        return message;
    }
    message.key = first == last      ? "what_if.rule.is"
                  : first == 0       ? "what_if.rule.up_to"
                  : last == bins - 1 ? "what_if.rule.from"
                                     : "what_if.rule.between";
    return with_group(with_group(std::move(message), "first", feature, static_cast<std::size_t>(first)), "last",
                      feature, static_cast<std::size_t>(last));
}

Message values_of(const Feature& feature, const std::vector<std::uint8_t>& allowed, Message message) {
    std::vector<std::string_view> yes;
    std::vector<std::string_view> no;
    std::size_t hidden = 0;
    for (std::size_t bin = 0; bin < feature.labels.size(); ++bin) {
        if (feature.labels[bin].empty()) {
            ++hidden;
        } else {
            (allowed[bin] != 0 ? yes : no).emplace_back(feature.labels[bin]);
        }
    }
    const bool shorter_by_no = hidden == 0 && !no.empty() && no.size() < yes.size();
    const std::vector<std::string_view>& told = shorter_by_no ? no : yes;
    message.key = told.empty() ? "what_if.rule.hidden" : shorter_by_no ? "what_if.rule.not" : "what_if.rule.one_of";
    return message.text("values", listed(told, most_named)).count("count", told.size());
}

/// The person's group in a column, and what it became.
Message change_of(const AuditContext& context, const Learned& learned, const Answer& answer, std::string_view key) {
    const Feature& feature = learned.features[*answer.changed];
    Message message(key);
    message.text("column", context.name(feature.column)).text("decision", context.name(learned.decided.column));
    message = with_group(std::move(message), "before", feature, answer.before[*answer.changed]);
    return with_group(std::move(message), "after", feature, answer.after[*answer.changed]);
}

Message of_surrogate(const AuditContext& context, const Learned& learned, const Answer& answer) {
    const std::string unit = learned.decided.score ? ".score" : "";
    const Said& before = answer.said_before;
    const Said& after = answer.said_after;
    if (!answer.changed) {
        return Message("what_if.says" + unit)
            .text("decision", context.name(learned.decided.column))
            .number("value", after.value)
            .count("n", after.n);
    }
    const bool same = before.rule == after.rule;
    return change_of(context, learned, answer, (same ? "what_if.stays" : "what_if.becomes") + unit)
        .number("was", before.value)
        .number("value", after.value);
}

Message of_alike(const AuditContext& context, const Learned& learned, const Answer& answer) {
    const std::string unit = learned.decided.score ? ".score" : "";
    if (!answer.alike) { return change_of(context, learned, answer, "what_if.alike.too_few"); }
    const Alike& alike = *answer.alike;
    // Two sides without any difference have no interval of scores, and none is needed.
    const bool told = alike.ci95.low > 0 || alike.ci95.high < 0;
    return change_of(context, learned, answer, (told ? "what_if.alike.differ" : "what_if.alike.chance") + unit)
        .count("n", alike.n)
        .number("was", alike.before)
        .number("value", alike.after)
        .number("low", alike.ci95.low)
        .number("high", alike.ci95.high);
}

Message of_quality(const Surrogate& surrogate, bool score) {
    const double good = score ? surrogate.r2 : surrogate.auc;
    const bool poor = std::isnan(good) || good < (score ? poor_r2 : poor_auc);
    const std::string_view asked = surrogate.tree.nodes.size() == 1 ? "what_if.trust.nothing"
                                   : poor                           ? "what_if.trust.poor"
                                                                    : "what_if.trust.good";
    return Message(std::string(asked) + (score ? ".score" : ""))
        .count("tested", surrogate.tested)
        .number("good", std::isnan(good) ? 0 : std::max(good, 0.0));
}

}  // namespace

std::vector<Message> rule_of(const AuditContext& context, const Learned& learned,
                             const std::vector<std::uint32_t>& bins) {
    const stats::ShallowTree& tree = learned.surrogate.tree;
    const std::vector<std::size_t> path = tree.path(bins);
    std::vector<std::size_t> asked;
    std::map<std::size_t, std::vector<std::uint8_t>> allowed;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const stats::TreeNode& node = tree.nodes[path[i]];
        const bool yes = path[i + 1] == node.yes;
        const auto [known, first] = allowed.try_emplace(node.column, node.left.size(), 1);
        if (first) { asked.push_back(node.column); }
        for (std::size_t bin = 0; bin < node.left.size(); ++bin) {
            if ((node.left[bin] != 0) != yes) { known->second[bin] = 0; }
        }
    }
    std::vector<Message> rule;
    for (const std::size_t column : asked) {
        const Feature& feature = learned.features[column];
        Message message;
        message.text("column", context.name(feature.column));
        rule.push_back(feature.ordered ? range_of(feature, allowed[column], std::move(message))
                                       : values_of(feature, allowed[column], std::move(message)));
    }
    return rule;
}

std::vector<Message> sentences_of(const AuditContext& context, const Learned& learned, const Answer& answer) {
    std::vector<Message> sentences;
    sentences.push_back(of_surrogate(context, learned, answer));
    if (answer.changed) {
        const bool asked = learned.surrogate.tree.asks_about(*answer.changed);
        if (!asked) { sentences.push_back(change_of(context, learned, answer, "what_if.not_asked")); }
        sentences.push_back(of_alike(context, learned, answer));
    }
    sentences.push_back(of_quality(learned.surrogate, learned.decided.score));
    return sentences;
}

}  // namespace klarsicht::what_if
