#include <algorithm>
#include <array>

#include "audit/quality/checks.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "base/word_list.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view top_share_limit = "quality.constant.top_share";
constexpr std::array limits = {top_share_limit};
/// Fewer rows that differ from all others are a handful: nothing can be learnt from them.
constexpr std::uint64_t handful = 30;
/// In fewer rows the same value everywhere is no wonder.
constexpr std::uint64_t fewest_rows = 10;

/// Columns in which the same everywhere is an answer: nobody objected, all was made by a machine.
bool answers(const AuditContext& context, std::size_t c) {
    constexpr std::array roles = {Role::consent, Role::opt_out, Role::ai_flag, Role::label_flag, Role::model_version};
    return std::ranges::any_of(roles, [&](Role role) { return context.plan.has_role(context.name(c), role); });
}

/// What holds for the whole export: its currency, its period, the one terms that all agreed to.
bool of_the_file(const AuditContext& context, std::size_t c) {
    const Kind kind = context.interpretation(c).kind;
    if (is_dated(kind)) { return true; }
    const std::string plain = plain_name(context.name(c));
    return std::ranges::any_of(word_list("quality", "of_the_file"),
                               [&](const std::string& word) { return name_matches(plain, word); });
}

/// What is compared may be rare: few buy.
bool compared(const AuditContext& context, std::size_t c) {
    constexpr std::array roles = {Role::outcome, Role::decision, Role::treatment, Role::protected_};
    return std::ranges::any_of(roles, [&](Role role) { return context.plan.has_role(context.name(c), role); });
}

class Constant final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "quality.constant", .area = Area::quality, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const double limit = context.limit(top_share_limit);
        Found found = look(context, limit);
        const bool faulty = !found.empty.empty() || !found.constant.empty();
        found.constant.insert(found.constant.end(), found.expected.begin(), found.expected.end());
        const std::size_t useless = found.empty.size() + found.constant.size();
        std::vector<std::string> subject = found.empty;
        subject.insert(subject.end(), found.constant.begin(), found.constant.end());
        if (useless == 0) { subject = found.nearly; }
        const std::string_view variant = useless > 0 ? "constant" : !found.nearly.empty() ? "nearly" : "none";
        // "0 columns are empty" is not worth a line.
        const std::string_view summary = useless == 0             ? variant
                                         : found.constant.empty() ? "only_empty"
                                         : found.empty.empty()    ? "only_constant"
                                                                  : "constant";
        const Status status = faulty ? Status::warn : subject.empty() ? Status::pass : Status::info;
        OutcomeBuilder finding(info(), status, faulty ? Severity::low : Severity::none, subject);
        finding.values.text("names", listed(subject))
            .text("column", subject.empty() ? "" : subject[0])
            .count("columns", subject.size())
            .count("empty", found.empty.size())
            .count("constant", found.constant.size())
            .number("limit", limit);
        finding.title(variant).summary(summary);
        if (variant != "none") { finding.headline().headline_note(variant); }
        Outcome outcome = finding.make();
        outcome.groups = found.groups;
        outcome.metrics.count("empty_columns", found.empty.size());
        outcome.metrics.count("constant_columns", found.constant.size());
        outcome.metrics.count("nearly_constant_columns", found.nearly.size());
        std::vector<Outcome> outcomes = {std::move(outcome)};
        if (!found.handful.empty()) { outcomes.push_back(rare(found)); }
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    struct Found {
        std::vector<std::string> empty, constant, nearly, handful;
        std::vector<std::string> expected;  ///< constant, as what holds for the file has to be
        std::vector<Group> groups;
    };

    Outcome rare(const Found& found) const {
        OutcomeBuilder finding(info(), Status::warn, Severity::low, found.handful);
        finding.values.text("names", listed(found.handful))
            .text("column", found.handful[0])
            .count("columns", found.handful.size())
            .count("most", handful);
        Outcome outcome = finding.say("handful").headline().headline_note("handful").remedy("handful").make();
        outcome.metrics.count("handful_columns", found.handful.size());
        return outcome;
    }

    static Found look(const AuditContext& context, double limit) {
        Found found;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            const ColumnProfile& profile = context.profile.columns[c];
            const Interpretation& data = profile.interpretation;
            if (ignored(context, c) || answers(context, c)) { continue; }
            const std::uint64_t filled = filled_rows(context, c);
            if (is_mark(context, c)) { continue; }
            const double share = profile.top.empty() ? 0 : share_of(profile.top[0].rows, filled);
            std::string_view kind;
            if (context.table.rows() < fewest_rows) { continue; }
            if (data.kind == Kind::empty || filled == 0) {
                found.empty.push_back(context.name(c));
                kind = "empty";
            } else if (data.distinct == 1 && data.invalid == 0 && filled > 1) {
                (of_the_file(context, c) ? found.expected : found.constant).push_back(context.name(c));
                kind = "constant";
            } else if (share > limit && filled >= 1000 && filled - profile.top[0].rows < handful &&
                       !compared(context, c)) {
                found.handful.push_back(context.name(c));
            } else if (share > limit && filled >= 100) {
                found.nearly.push_back(context.name(c));
                kind = "nearly";
            }
            if (kind.empty()) { continue; }
            Group& group = found.groups.emplace_back();
            group.figures.text("column", context.name(c));
            group.figures.word("kind", kind);
            group.figures.share("top_share", share);
            group.figures.count("filled", filled);
        }
        return found;
    }
};

}  // namespace

const Check& constant() {
    static const Constant check;
    return check;
}

}  // namespace klarsicht::quality
