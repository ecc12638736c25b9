#include "audit/understanding.h"

#include <algorithm>

#include "audit/groups.h"
#include "audit/suggest.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_questions = 5;
/// Columns of one kind that have a sentence each; of more only the names.
constexpr std::size_t most_sentences = 4;

class Reader {
public:
    Reader(const AuditContext& context, std::uint64_t missing) : context_(context), missing_(missing) {}

    Understanding read() {
        say_row();
        say_events(Role::decision, "understood.decision");
        say_events(Role::outcome, "understood.outcome");
        say_treatment();
        say_columns(Role::score, "understood.score");
        say_columns(Role::protected_, "understood.groups");
        say_columns(Role::consent, "understood.consent");
        say_columns(Role::opt_out, "understood.opt_out");
        say_missing();
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            ask_outcome(c);
            ask_positive(c);
        }
        ask_control();
        if (result_.questions.size() > most_questions) { result_.questions.resize(most_questions); }
        return std::move(result_);
    }

private:
    Message& say(std::string_view key) { return result_.sentences.emplace_back(key); }

    bool has(std::size_t c, Role role) const { return context_.plan.has_role(context_.name(c), role); }

    /// One value of a column as it may be told; empty where it may not.
    std::string told(std::size_t c, std::string_view value) const {
        return context_.shows_values(c) ? context_.shown(c, value) : std::string();
    }

    void say_row() {
        if (const auto person = context_.first_with(Role::person)) {
            say("understood.row.repeats")
                .text("column", context_.name(*person))
                .count("people", context_.interpretation(*person).distinct)
                .count("rows", context_.table.rows());
            return;
        }
        bool about_people = false;
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            const std::string_view meaning = context_.meaning(c);
            about_people |= tells_of_people(meaning);
            if (!has(c, Role::identifier) ||
                (meaning != "customer_id" && meaning != "email" && meaning != "username")) {
                continue;
            }
            say("understood.row.one").text("column", context_.name(c));
            return;
        }
        say(about_people ? "understood.row.unnamed" : "understood.row.thing");
    }

    void say_events(Role role, std::string_view key) {
        const std::vector<std::size_t> columns = context_.columns_with(role);
        for (std::size_t i = 0; i < std::min(columns.size(), most_sentences); ++i) {
            const std::size_t c = columns[i];
            const auto positive = context_.plan.positive.find(context_.name(c));
            const std::string value = positive != context_.plan.positive.end() && positive->second.equals
                                          ? told(c, *positive->second.equals)
                                          : std::string();
            say(std::string(key) + (value.empty() ? "" : ".value"))
                .text("column", context_.name(c))
                .text("value", value);
        }
        if (columns.size() > most_sentences) { say("understood.more").count("n", columns.size() - most_sentences); }
    }

    void say_treatment() {
        if (!context_.plan.treatment) { return; }
        const auto c = context_.table.find(context_.plan.treatment->column);
        const std::string control = c ? told(*c, context_.plan.treatment->control) : std::string();
        say(control.empty() ? "understood.treatment" : "understood.treatment.value")
            .text("column", context_.plan.treatment->column)
            .text("value", control);
    }

    void say_columns(Role role, std::string_view key) {
        const std::vector<std::size_t> columns = context_.columns_with(role);
        if (columns.empty()) { return; }
        std::string names;
        for (std::size_t i = 0; i < std::min<std::size_t>(columns.size(), 12); ++i) {
            names += (i == 0 ? "" : ", ") + context_.name(columns[i]);
        }
        if (columns.size() > 12) { names += " …"; }
        say(key).text("columns", names).count("n", columns.size());
    }

    void say_missing() { say(missing_ == 0 ? "understood.complete" : "understood.missing").count("cells", missing_); }

    void ask(std::string_view id, std::size_t c, std::vector<UnderstandingAnswer> answers) {
        const std::string key = "ask." + std::string(id);
        result_.questions.push_back({std::string(id), c, std::move(Message(key).text("column", context_.name(c))),
                                     Message(key + ".changes"), std::move(answers)});
    }

    /// Only its place says that it is what happened.
    void ask_outcome(std::size_t c) {
        if (!outcome_is_asked(context_, c)) { return; }
        const std::string& name = context_.name(c);
        ask("outcome", c,
            {{Message("ask.yes"), {edit::SetRoles{name, {Role::outcome}}}},
             {Message("ask.no"), {edit::SetRoles{name, {Role::attribute}}}}});
    }

    /// Words of two values do not say which is the good one, or the one that happened.
    void ask_positive(std::size_t c) {
        const std::string& name = context_.name(c);
        if ((!has(c, Role::outcome) && !has(c, Role::decision)) || !context_.shows_values(c) ||
            std::ranges::find(context_.plan.suggested_positive, name) == context_.plan.suggested_positive.end() ||
            positive_is_told(context_.table.columns[c], context_.profile.columns[c])) {
            return;
        }
        const CodeGroups groups = groups_of(context_, c);
        if (groups.labels.size() < 2 || groups.labels.size() > 4) { return; }
        std::vector<UnderstandingAnswer> answers;
        for (const std::string& label : groups.labels) {
            Positive positive;
            positive.equals = label;
            answers.push_back({value_label(c, label), {edit::SetPositive{name, positive}}});
        }
        ask(has(c, Role::decision) ? "positive_decision" : "positive_outcome", c, std::move(answers));
    }

    void ask_control() {
        const auto& treatment = context_.plan.treatment;
        if (!treatment || !context_.plan.suggested_control || control_is_told(treatment->control)) { return; }
        const auto c = context_.table.find(treatment->column);
        if (!c || !context_.shows_values(*c)) { return; }
        std::vector<UnderstandingAnswer> answers;
        for (const std::string& label : groups_of(context_, *c).labels) {
            answers.push_back({value_label(*c, label), {edit::SetTreatment{Treatment{treatment->column, label}}}});
        }
        ask("control", *c, std::move(answers));
    }

    Message value_label(std::size_t c, const std::string& label) const {
        return std::move(Message("ask.value").text("value", context_.shown(c, label)));
    }

    const AuditContext& context_;
    std::uint64_t missing_;
    Understanding result_;
};

}  // namespace

bool outcome_is_asked(const AuditContext& context, std::size_t column) {
    const auto& why = context.plan.why;
    return column < why.size() &&
           std::ranges::any_of(why[column], [](const Message& m) { return m.key == "why.last_column"; });
}

Understanding understand(const AuditContext& context, std::uint64_t missing) { return Reader(context, missing).read(); }

}  // namespace klarsicht
