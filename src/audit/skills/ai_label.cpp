#include <array>

#include "audit/skills/checks.h"
#include "audit/skills/words.h"
#include "stats/confusion.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<Role, 2> needs = {Role::ai_flag, Role::label_flag};
constexpr std::string_view share_limit = "skills.ai_label.share";
constexpr std::array limit_names = {share_limit};

/// Content made by AI that does not say so.
class AiLabel final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "skills.ai_label", .area = Area::skills, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<std::size_t> made = context.first_with(Role::ai_flag);
        const std::optional<std::size_t> label = context.first_with(Role::label_flag);
        if (!made || !label) { return {not_assessed(info())}; }
        const std::vector<std::uint32_t>& made_codes = context.table.columns[*made].codes;
        const std::vector<std::uint32_t>& label_codes = context.table.columns[*label].codes;
        const std::vector<std::uint8_t> by_ai = yes_codes(context, *made);
        const std::vector<std::uint8_t> labelled = yes_codes(context, *label);
        std::uint64_t generated = 0;
        std::uint64_t unknown = 0;
        RowSet without;
        for (std::size_t row = 0; row < made_codes.size(); ++row) {
            unknown += by_ai[made_codes[row]] == 2 ? 1 : 0;
            if (by_ai[made_codes[row]] != 1) { continue; }
            ++generated;
            // An empty label is no label.
            if (labelled[label_codes[row]] == 1) { continue; }
            without.add(row);
        }
        const double share = stats::rate(without.count, generated);
        const bool found = without.count > 0;
        const Severity severity = share > context.limit(share_limit) ? Severity::medium : Severity::low;
        OutcomeBuilder finding(info(),
                               found            ? Status::warn
                               : generated == 0 ? Status::info
                                                : Status::pass,
                               found ? severity : Severity::none, {context.name(*made), context.name(*label)});
        finding.values.count("rows", without.count)
            .count("of", generated)
            .number("share", share)
            .count("unknown", unknown);
        finding.say(generated == 0 ? "no_ai" : found ? "found" : "none");
        if (found) { finding.headline().headline_note(); }
        Outcome outcome = finding.make();
        outcome.metrics.count("made_by_ai", generated);
        outcome.metrics.count("not_labelled", without.count);
        outcome.metrics.share("not_labelled_share", share);
        outcome.metrics.count("unknown", unknown);
        outcome.rows = std::move(without);
        return {std::move(outcome)};
    }
};

}  // namespace

const Check& ai_label() {
    static const AiLabel check;
    return check;
}

}  // namespace klarsicht::skills
