#include "audit/understanding.h"

#include <algorithm>
#include <array>
#include <ranges>

#include "audit/dividing_columns.h"
#include "audit/groups.h"
#include "audit/suggest.h"
#include "audit/understanding_row.h"
#include "base/listed.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_questions = 5;
/// Columns of one kind that have a sentence each; of more only the names.
constexpr std::size_t most_sentences = 4;

class Reader {
public:
    Reader(const AuditContext& context, const MissingCells& missing) : context_(context), missing_(missing) {}

    Understanding read() {
        say_row();
        say_events(Role::decision, "understood.decision");
        say_events(Role::outcome, "understood.outcome");
        say_treatment();
        say_scores();
        say_groups();
        say_columns(Role::consent, "understood.consent");
        say_columns(Role::opt_out, "understood.opt_out");
        say_missing();
        ask_all();
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
        const RowReading row = what_a_row_is(context_);
        row_ = row.kind;
        const std::string person = row.person ? context_.name(*row.person) : std::string();
        if (!row.kind.empty()) { say("understood.row." + std::string(row.kind)).text("column", person); }
        if (row.repeats) {
            say("understood.people.repeat")
                .text("column", person)
                .count("people", row.people)
                .count("rows", context_.table.rows());
        } else if (row.person && row.kind != "person") {
            say("understood.people.once").text("column", person);
        } else if (!row.person && row.of_people) {
            say("understood.people.unknown");
        }
    }

    /// What was taken for the good value, or for what happened, is said as what it is: told by the file, or a guess.
    void say_events(Role role, std::string_view key) {
        const std::vector<std::size_t> columns = context_.columns_with(role);
        for (std::size_t i = 0; i < std::min(columns.size(), most_sentences); ++i) {
            const std::size_t c = columns[i];
            const auto positive = context_.plan.positive.find(context_.name(c));
            const std::string value = positive != context_.plan.positive.end() && positive->second.equals
                                          ? told(c, *positive->second.equals)
                                          : std::string();
            const std::string_view variant = outcome_is_asked(context_, c)    ? ".asked"
                                             : value.empty()                  ? ""
                                             : positive_is_asked(context_, c) ? ".guess"
                                                                              : ".value";
            say(std::string(key).append(variant)).text("column", context_.name(c)).text("value", value);
        }
        if (columns.size() > most_sentences) { say("understood.more").count("n", columns.size() - most_sentences); }
    }

    void say_treatment() {
        if (!context_.plan.treatment) { return; }
        const auto c = context_.table.find(context_.plan.treatment->column);
        const std::string control = c ? told(*c, context_.plan.treatment->control) : std::string();
        say(control.empty()              ? "understood.treatment"
            : control_is_asked(context_) ? "understood.treatment.guess"
                                         : "understood.treatment.value")
            .text("column", context_.plan.treatment->column)
            .text("value", control);
    }

    /// What is called a score may be what a model gave, or a trait like any other (the credit score that an agency
    /// keeps of somebody): only numbers from 0 to 1 look like a model's.
    void say_scores() {
        std::vector<std::size_t> shares, others;
        for (const std::size_t c : context_.columns_with(Role::score)) {
            const ColumnProfile& column = context_.profile.columns[c];
            const bool share = column.min && column.max && *column.min >= 0 && *column.max <= 1;
            const auto& suggested = context_.plan.suggested;
            const bool chosen = std::ranges::find(suggested, context_.name(c)) == suggested.end();
            (share || chosen ? shares : others).push_back(c);
        }
        say_names(shares, "understood.score");
        say_names(others, "understood.score.guess");
    }

    /// Nothing can be compared in a file without people.
    bool nobody() const { return row_ == "ad" || row_ == "post" || row_ == "product" || row_ == "thing"; }

    /// Who is compared with whom; where nobody is, that is said as well.
    void say_groups() {
        const std::vector<std::size_t> outcomes = context_.columns_with(Role::outcome);
        const bool decided = context_.first_with(Role::decision).has_value();
        const bool happened =
            std::ranges::any_of(outcomes, [&](std::size_t c) { return !outcome_is_asked(context_, c); });
        const bool known = decided || happened || context_.first_with(Role::score) || context_.plan.treatment;
        const bool waits = !known && !outcomes.empty();  // for an answer
        const bool groups = say_columns(Role::protected_, known   ? "understood.groups"
                                                          : waits ? "understood.groups.waiting"
                                                                  : "understood.groups.idle");
        if (groups && !known) { return; }
        std::vector<std::size_t> others;
        if (happened && !decided) {
            for (const Divided& one : dividing_columns(context_)) {
                if (!one.is_protected) { others.push_back(one.column); }
            }
        }
        if (!others.empty()) {
            say_names(others, groups ? "understood.groups.more" : "understood.groups");
        } else if (!groups && known && !context_.plan.treatment) {
            say("understood.groups.none");
        } else if (!groups && waits) {
            say("understood.groups.none");
        } else if (!groups && !known) {
            say(nobody()                               ? "understood.groups.nobody"
                : row_ == "event" || row_ == "contact" ? "understood.groups.events"
                                                       : "understood.groups.nothing");
        }
    }

    bool say_columns(Role role, std::string_view key) { return say_names(context_.columns_with(role), key); }

    bool say_names(const std::vector<std::size_t>& columns, std::string_view key) {
        if (columns.empty()) { return false; }
        const auto names =
            columns | std::views::transform([&](std::size_t c) -> std::string_view { return context_.name(c); });
        say(key).text("columns", listed(names, 12)).count("n", columns.size());
        return true;
    }

    void say_missing() {
        say(missing_.all() == 0    ? "understood.complete"
            : missing_.spoken == 0 ? "understood.missing.empty"
            : missing_.empty == 0  ? "understood.missing.spoken"
                                   : "understood.missing.both")
            .count("cells", missing_.all())
            .count("empty", missing_.empty)
            .count("spoken", missing_.spoken);
    }

    /// The most harmful first: without an answer to the first two nothing is judged.
    void ask_all() {
        const std::size_t columns = context_.table.columns.size();
        for (std::size_t c = 0; c < columns; ++c) { ask_positive(c, Role::decision); }
        for (std::size_t c = 0; c < columns; ++c) { ask_outcome(c); }
        ask_control();
        for (std::size_t c = 0; c < columns; ++c) { ask_positive(c, Role::outcome); }
        ask_date_order();
        ask_person();
        for (std::size_t c = 0; c < columns; ++c) { ask_codes(c); }
        if (result_.questions.size() > most_questions) { result_.questions.resize(most_questions); }
    }

    Message& ask(std::string_view id, std::size_t c, std::vector<UnderstandingAnswer> answers,
                 std::optional<Role> role = {}) {
        const std::string key = "ask." + std::string(id);
        result_.questions.push_back({std::string(id), c, role, std::move(Message(key).text("column", context_.name(c))),
                                     Message(key + ".changes"), std::move(answers)});
        return result_.questions.back().text;
    }

    /// Only its place says that it is what happened.
    void ask_outcome(std::size_t c) {
        if (!outcome_is_asked(context_, c)) { return; }
        const std::string& name = context_.name(c);
        std::string example;
        for (const std::string& label : groups_of(context_, c).labels) {
            example += (example.empty() ? "" : ", ") + told(c, label);
        }
        ask("outcome", c,
            {{Message("ask.yes"), {edit::SetRoles{name, {Role::outcome}}}},
             {Message("ask.no"), {edit::SetRoles{name, {Role::attribute}}}}})
            .text("example", example.empty() ? "•••" : example);
    }

    /// Words of two values do not say which is the good one, or the one that happened.
    void ask_positive(std::size_t c, Role role) {
        if (!has(c, role) || !positive_is_asked(context_, c) || outcome_is_asked(context_, c)) { return; }
        const std::string& name = context_.name(c);
        const CodeGroups groups = groups_of(context_, c);
        std::vector<UnderstandingAnswer> answers;
        for (const std::string& label : groups.labels) {
            // Where values are not shown the plan has to say it.
            if (!context_.shows_values(c)) { break; }
            Positive positive;
            positive.equals = label;
            answers.push_back({value_label(c, label), {edit::SetPositive{name, positive}}});
        }
        // By a decision of which it is asked nothing is judged at all.
        const bool decided = role == Role::decision;
        ask(decided ? "positive_decision" : "positive_outcome", c, std::move(answers),
            decided ? std::optional<Role>() : role);
    }

    void ask_control() {
        if (!control_is_asked(context_)) { return; }
        const auto& treatment = context_.plan.treatment;
        const auto c = context_.table.find(treatment->column);
        if (!c || !context_.shows_values(*c)) { return; }
        std::vector<UnderstandingAnswer> answers;
        for (const std::string& label : groups_of(context_, *c).labels) {
            answers.push_back({value_label(*c, label), {edit::SetTreatment{Treatment{treatment->column, label}}}});
        }
        ask("control", *c, std::move(answers), Role::treatment);
    }

    /// 03/04/2025 may be in March or in April. Asked once: a file has one order.
    void ask_date_order() {
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            const Interpretation& data = context_.interpretation(c);
            if (!data.ambiguous || data.date_style == DateStyle::none || has(c, Role::ignore)) { continue; }
            const Column& column = context_.table.columns[c];
            for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
                const std::string example = data.valid(code) ? day_and_month(column.dictionary[code]) : std::string();
                if (example.empty()) { continue; }
                ask("date_order", c,
                    {{Message("ask.date_order.day"), {edit::SetDateOrder{"dmy"}}},
                     {Message("ask.date_order.month"), {edit::SetDateOrder{"mdy"}}}})
                    .text("example", example);
                return;
            }
        }
    }

    /// The beginning of a date in which two numbers may each be the day; the rest is nobody's business.
    static std::string day_and_month(std::string_view spelling) {
        std::array<int, 2> numbers = {0, 0};
        std::size_t at = 0;
        for (int& number : numbers) {
            const std::size_t from = at;
            while (at < spelling.size() && spelling[at] >= '0' && spelling[at] <= '9') {
                number = number * 10 + (spelling[at++] - '0');
            }
            if (at == from || at - from > 2 || at == spelling.size()) { return {}; }
            ++at;
        }
        const bool either = numbers[0] <= 12 && numbers[1] <= 12 && numbers[0] != numbers[1];
        return either ? std::string(spelling.substr(0, at)) + "•••" : std::string();
    }

    /// Two columns by which people come again and again, and which count different people.
    void ask_person() {
        const auto person = context_.first_with(Role::person);
        if (!person ||
            std::ranges::find(context_.plan.suggested, context_.name(*person)) == context_.plan.suggested.end()) {
            return;
        }
        std::vector<std::size_t> keys;
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            const std::string_view meaning = context_.meaning(c);
            const Interpretation& data = context_.interpretation(c);
            const bool key =
                has(c, Role::identifier) && (meaning == "customer_id" || meaning == "email" || meaning == "username");
            const std::uint64_t filled = context_.table.rows() - data.missing - data.invalid;
            const bool of_all = filled * 10 >= context_.table.rows() * 9 && data.distinct * 20 < filled * 19;
            if (c == *person || (key && of_all)) { keys.push_back(c); }
        }
        const auto people = [&](std::size_t c) { return context_.interpretation(c).distinct; };
        if (keys.size() < 2 || std::ranges::all_of(keys, [&](std::size_t c) {
                return people(c) * 100 >= people(*person) * 99 && people(c) * 99 <= people(*person) * 100;
            })) {
            return;
        }
        std::vector<UnderstandingAnswer> answers;
        for (const std::size_t c : keys) {
            std::vector<PlanEdit> edits;
            for (const std::size_t other : keys) {
                std::vector<Role> roles = context_.plan.roles.at(context_.name(other));
                std::erase(roles, Role::person);
                if (other == c) { roles.push_back(Role::person); }
                edits.emplace_back(edit::SetRoles{context_.name(other), std::move(roles)});
            }
            answers.push_back(
                {std::move(Message("ask.person.value").text("value", context_.name(c)).count("n", people(c))),
                 std::move(edits)});
        }
        ask("person", *person, std::move(answers));
    }

    /// Codes of sex: figures stay, but whom the others are held against, and what sentences say, follows from them.
    void ask_codes(std::size_t c) {
        const std::string_view meaning = context_.meaning(c);
        const std::string& name = context_.name(c);
        const bool sexes = meaning == "gender" || meaning == "salutation";
        const auto& suggested = context_.plan.suggested_favoured;
        if (!sexes || context_.interpretation(c).kind != Kind::integer ||
            std::ranges::find(suggested, name) == suggested.end()) {
            return;
        }
        const std::vector<std::string> labels = groups_of(context_, c).labels;
        if (labels.size() < 2 || labels.size() > 4) { return; }
        std::vector<UnderstandingAnswer> answers;
        for (const std::string& label : labels) {
            answers.push_back({value_label(c, label), {edit::SetFavoured{name, label}}});
        }
        ask("codes", c, std::move(answers));
    }

    Message value_label(std::size_t c, const std::string& label) const {
        return std::move(Message("ask.value").text("value", context_.shown(c, label)));
    }

    const AuditContext& context_;
    MissingCells missing_;
    std::string_view row_;  ///< what a row is
    Understanding result_;
};

}  // namespace

bool positive_is_asked(const AuditContext& context, std::size_t column) {
    constexpr std::uint64_t most_values = 6;
    const Plan& plan = context.plan;
    const std::string& name = context.name(column);
    const std::uint64_t values = context.interpretation(column).distinct;
    return values >= 2 && values <= most_values &&
           (plan.has_role(name, Role::outcome) || plan.has_role(name, Role::decision)) &&
           std::ranges::find(plan.suggested_positive, name) != plan.suggested_positive.end() &&
           !positive_is_told(context.table.columns[column], context.profile.columns[column]);
}

bool control_is_asked(const AuditContext& context) {
    const std::optional<Treatment>& treatment = context.plan.treatment;
    return treatment && context.plan.suggested_control && !control_is_told(treatment->control);
}

bool outcome_is_asked(const AuditContext& context, std::size_t column) {
    const auto& why = context.plan.why;
    return column < why.size() && std::ranges::any_of(
                                      why[column],
                                      [](const Message& m) {
                                          return m.key == "why.last_column" || m.key == "why.behind_the_key" ||
                                                 m.key == "why.done";
                                      });
}

Understanding understand(const AuditContext& context, const MissingCells& missing) {
    return Reader(context, missing).read();
}

}  // namespace klarsicht
