#include <algorithm>
#include <array>

#include "audit/quality/checks.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

namespace {

constexpr std::array<std::string_view, 1> limits = {"quality.constant.top_share"};

class Constant final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.constant", .area = Area::quality, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const double limit = context.limit(limits[0]);
        std::vector<std::string> empty;
        std::vector<std::string> constant;
        std::vector<std::string> nearly;
        Outcome outcome = outcome_of(info(), Status::pass, Severity::none);
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            const ColumnProfile& profile = context.profile.columns[c];
            const Interpretation& data = profile.interpretation;
            if (ignored(context, c)) { continue; }
            const std::uint64_t filled = filled_rows(context, c);
            const double share = profile.top.empty() ? 0 : share_of(profile.top[0].rows, filled);
            const char* kind = nullptr;
            if (data.kind == Kind::empty || filled == 0) {
                empty.push_back(context.name(c));
                kind = "empty";
            } else if (data.distinct == 1 && data.invalid == 0 && filled > 1) {
                constant.push_back(context.name(c));
                kind = "constant";
            } else if (share > limit && filled >= 100) {
                nearly.push_back(context.name(c));
                kind = "nearly";
            }
            if (kind != nullptr) { outcome.groups.push_back({{"column", context.name(c)}, {"kind", kind}, {"top_share", share}, {"filled", filled}}); }
        }
        const std::size_t useless = empty.size() + constant.size();
        const std::string variant = useless > 0 ? "constant" : !nearly.empty() ? "nearly" : "none";
        // "0 columns are empty" is not worth a line.
        const std::string summary = useless == 0 ? variant : constant.empty() ? "only_empty" : empty.empty() ? "only_constant" : "constant";
        if (useless > 0) {
            outcome.status = Status::warn;
            outcome.severity = Severity::low;
        } else if (!nearly.empty()) {
            outcome.status = Status::info;
        }
        outcome.subject = empty;
        outcome.subject.insert(outcome.subject.end(), constant.begin(), constant.end());
        if (useless == 0) { outcome.subject = nearly; }
        outcome.title = Message(outcome.id + ".title." + variant).count("columns", outcome.subject.size());
        outcome.summary = Message(outcome.id + ".summary." + summary)
                              .text("names", listed(outcome.subject))
                              .count("columns", outcome.subject.size())
                              .count("empty", empty.size())
                              .count("constant", constant.size())
                              .number("limit", limit);
        if (variant != "none") {
            outcome.headline = Message(outcome.id + ".headline").count("columns", outcome.subject.size());
            outcome.headline_note = Message(outcome.id + ".headline_note." + variant).number("limit", limit);
        }
        outcome.metrics["empty_columns"] = empty.size();
        outcome.metrics["constant_columns"] = constant.size();
        outcome.metrics["nearly_constant_columns"] = nearly.size();
        return {std::move(outcome)};
    }
};

}  // namespace

const Check& constant() {
    static const Constant check;
    return check;
}

}  // namespace klarsicht::quality
