#include "remedy/share/sharing.h"

#include <algorithm>
#include <cmath>

#include "audit/plan_names.h"
#include "audit/quasi.h"
#include "audit/telling.h"
#include "base/whole_number.h"
#include "remedy/coarse.h"
#include "remedy/share/search.h"
#include "remedy/small_classes.h"

namespace klarsicht::remedy {

namespace {

/// What of a column that the recipient needs is lost weighs so much more.
constexpr double weight_of_needed = 10;
/// Cells looked at while searching: some 50 ms natively.
constexpr std::uint64_t most_work = 12'000'000;

/// Classes of rows by columns. @param ids [columns] which value each spelling is
privacy::EquivalenceClasses classes_of(const AuditContext& context, const std::vector<std::size_t>& columns,
                                       const std::vector<const privacy::ValueIds*>& ids,
                                       const std::vector<std::uint32_t>& rows) {
    privacy::EquivalenceClasses classes(rows.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        privacy::RowValues values{{}, ids[i]->count};
        values.of_row.reserve(rows.size());
        const std::vector<std::uint32_t>& codes = context.table.columns[columns[i]].codes;
        for (const std::uint32_t row : rows) { values.of_row.push_back(ids[i]->of_code[codes[row]]); }
        classes.refine(values);
    }
    return classes;
}

privacy::Risk risk_in(const AuditContext& context, const privacy::EquivalenceClasses& classes,
                      const std::optional<privacy::RowValues>& all_people, const std::vector<std::uint32_t>& rows) {
    std::optional<privacy::RowValues> people;
    if (all_people) {
        people.emplace(privacy::RowValues{{}, all_people->count});
        for (const std::uint32_t row : rows) { people->of_row.push_back(all_people->of_row[row]); }
    }
    return privacy::risk_of(privacy::class_sizes(classes, people), context.limit("privacy.reidentification.risk"));
}

std::vector<std::uint32_t> all_rows(const AuditContext& context) {
    std::vector<std::uint32_t> rows(static_cast<std::size_t>(context.table.rows()));
    for (std::size_t row = 0; row < rows.size(); ++row) { rows[row] = static_cast<std::uint32_t>(row); }
    return rows;
}

}  // namespace

/// One choice, from the names in it to the steps.
class Making {
public:
    Making(const Sharer& of, const ShareChoice& choice)
        : context_(of.context_), sharer_(of), people_(of.people_), quasi_(of.quasi_), choice_(choice) {}

    Result<Sharing> make() {
        KLARSICHT_TRY(check_names());
        result_.k = whole_number<std::uint64_t>(sharer_.k_);
        result_.most_left_out = context_.limit("privacy.sharing.suppressed");
        result_.rows = context_.table.rows();
        result_.of_people = people_.has_value();
        for (std::size_t column = 0; column < context_.table.columns.size(); ++column) {
            KLARSICHT_TRY(add_column(column));
        }
        propose();
        count();
        put_steps();
        return std::move(result_);
    }

private:
    Result<void> check_names() const {
        const std::vector<std::string> names = names_of(context_.table);
        const std::vector<std::string_view> known(names.begin(), names.end());
        std::vector<std::string_view> asked(choice_.needed.begin(), choice_.needed.end());
        for (const auto& [name, id] : choice_.chosen) { asked.push_back(name); }
        for (const std::string_view name : asked) {
            if (!context_.table.find(name)) { return unknown_name("column", "columns", name, known); }
        }
        return {};
    }

    Result<void> add_column(std::size_t index) {
        const std::string& name = context_.name(index);
        const Sharer::Forms& forms = sharer_.forms_[index];
        ShareColumn column;
        column.column = index;
        column.name = name;
        column.meaning = context_.meaning(index);
        column.personal = forms.personal;
        column.known_to_others = forms.known_to_others;
        column.needed = std::ranges::find(choice_.needed, name) != choice_.needed.end();
        column.options = forms.coarser.options;
        column.options.insert(column.options.end(), forms.replacements.begin(), forms.replacements.end());
        const bool special = column.personal == PersonalClass::special;
        fixed_.push_back(!column.known_to_others || (special && !column.needed));
        column.proposed = fixed_.back() ? place_of(column, column.needed ? forms.if_needed : forms.if_not) : 0;
        column.chosen = column.proposed;
        if (const auto chosen = choice_.chosen.find(name); chosen != choice_.chosen.end()) {
            std::vector<std::string_view> known;
            for (const ShareOption& one : column.options) { known.push_back(one.id); }
            if (std::ranges::find(known, chosen->second) == known.end()) {
                return fail(ErrorCode::usage, Message("error.remedy.no_option")
                                                  .text("column", name)
                                                  .text("name", std::string_view(chosen->second).substr(0, 200)));
            }
            column.chosen = place_of(column, chosen->second);
            pinned_.push_back(true);
        } else {
            pinned_.push_back(false);
        }
        result_.columns.push_back(std::move(column));
        return {};
    }

    static std::size_t place_of(const ShareColumn& column, std::string_view id) {
        const auto found = std::ranges::find(column.options, id, &ShareOption::id);
        return found == column.options.end() ? 0 : static_cast<std::size_t>(found - column.options.begin());
    }

    const ShareForms& coarser(std::size_t column) const { return sharer_.forms_[column].coarser; }

    /// Which value each spelling is with what is chosen; nothing where only writing tells.
    const privacy::ValueIds* chosen_ids(const ShareColumn& column) {
        const ShareForms& forms = coarser(column.column);
        if (column.chosen < forms.ids.size()) { return &forms.ids[column.chosen]; }
        const std::string& id = column.options[column.chosen].id;
        auto& replaced = replaced_[column.column];
        if (replaced.first != id) {
            const CurrentColumn current(context_, Remedied(), column.column);
            replaced = {id, ids_with(current, forms.ids.front(), id)};
        }
        return replaced.second ? &*replaced.second : nullptr;
    }

    void propose() {
        Node node = search(true);
        // What was chosen may leave no way to k: then the others stay at what would do without it, and that k is missed
        // is said, instead of most rows being left out.
        const bool possible = node.reaches;
        if (!possible) { node = search(false); }
        result_.least = possible && node.least;
        for (std::size_t i = 0; i < searched_.size(); ++i) {
            ShareColumn& column = result_.columns[searched_[i]];
            if (ladder_pinned_[i]) { continue; }
            column.proposed = node.rungs[i];
            if (!pinned_[column.column]) { column.chosen = node.rungs[i]; }
        }
        result_.leave_out_rows = choice_.leave_out_rows.value_or(possible);
    }

    Node search(bool with_pins) {
        std::vector<Ladder> ladders;
        searched_.clear();
        ladder_pinned_.clear();
        for (const std::size_t index : quasi_) {
            const ShareColumn& column = result_.columns[index];
            Ladder ladder{context_.table.columns[index].codes, {}};
            const ShareForms& forms = coarser(index);
            const bool pinned = fixed_[index] || (with_pins && pinned_[index]);
            if (pinned) {
                const privacy::ValueIds& ids = chosen_or_as_is(column);
                ladder.rungs.push_back({ids.of_code, ids.count, 0});
            }
            const double weight = column.needed ? weight_of_needed : 1;
            for (std::size_t i = 0; !pinned && i < forms.ids.size(); ++i) {
                ladder.rungs.push_back({forms.ids[i].of_code, forms.ids[i].count, weight * forms.losses[i]});
            }
            ladders.push_back(std::move(ladder));
            searched_.push_back(index);
            ladder_pinned_.push_back(pinned);
        }
        Goal goal{.k = result_.k, .most_small = 0, .most_work = most_work};
        if (choice_.leave_out_rows.value_or(true)) {
            goal.most_small =
                whole_number<std::uint64_t>(std::floor(result_.most_left_out * static_cast<double>(records())));
        }
        return least_loss(ladders, people_, result_.rows, goal);
    }

    std::uint64_t records() const { return people_ ? people_->count : result_.rows; }

    const privacy::ValueIds& chosen_or_as_is(const ShareColumn& column) {
        const privacy::ValueIds* ids = chosen_ids(column);
        return ids != nullptr ? *ids : coarser(column.column).ids.front();
    }

    /// Classes of rows by the columns that others know, with what is chosen.
    privacy::EquivalenceClasses classes(const std::vector<std::uint32_t>& rows) {
        std::vector<const privacy::ValueIds*> ids;
        for (const std::size_t index : quasi_) { ids.push_back(&chosen_or_as_is(result_.columns[index])); }
        return classes_of(context_, quasi_, ids, rows);
    }

    void count() {
        std::vector<std::uint32_t> rows = all_rows(context_);
        result_.before.risk = sharer_.risk_;
        privacy::EquivalenceClasses now = classes(rows);
        const SmallRows small = rows_of_small_classes(now, people_, result_.k);
        result_.small_rows = small.count;
        if (result_.leave_out_rows && small.count > 0) {
            std::erase_if(rows, [&](std::uint32_t row) { return small.rows[row] != 0; });
            now = classes(rows);
        }
        result_.after.risk = risk_in(context_, now, people_, rows);
        result_.reaches = !rows.empty() && result_.after.risk.k >= result_.k;
        for (ShareColumn& column : result_.columns) { describe(column); }
    }

    void describe(ShareColumn& column) {
        const std::size_t index = column.column;
        const std::string& id = column.options[column.chosen].id;
        const ShareForms& forms = coarser(index);
        const privacy::ValueIds& as_is = forms.ids.front();
        column.values_before = as_is.count;
        if (const privacy::ValueIds* ids = chosen_ids(column)) {
            column.values = ids->count;
            column.loss = column.chosen < forms.losses.size()
                              ? forms.losses[column.chosen]
                              : loss_of(as_is, *ids, context_.table.columns[index].counts);
        }
        const auto place = static_cast<std::size_t>(column.personal);
        if (context_.table.rows() == 0 || context_.interpretation(index).missing >= context_.table.rows()) { return; }
        ++result_.before.personal[place];
        if (id == "leave_out" || id == "mask" || id.starts_with("email_")) { return; }
        ++result_.after.personal[place];
        if (id == "keep" && sharer_.forms_[index].tells_of_people) { result_.naming.push_back(context_.name(index)); }
    }

    void put_steps() {
        std::vector<std::string> counted;
        for (const ShareColumn& column : result_.columns) {
            const ShareOption& option = column.options[column.chosen];
            if (option.step) { result_.steps.push_back(*option.step); }
            if (column.known_to_others && option.id != "leave_out") { counted.push_back(context_.name(column.column)); }
        }
        if (!result_.leave_out_rows || result_.small_rows == 0 || counted.empty()) { return; }
        result_.steps.push_back({"suppress", {{"columns", std::move(counted)}, {"k", static_cast<double>(result_.k)}}});
    }

    const AuditContext& context_;
    const Sharer& sharer_;
    const std::optional<privacy::RowValues>& people_;
    const std::vector<std::size_t>& quasi_;
    const ShareChoice& choice_;
    Sharing result_;
    std::vector<bool> fixed_;            ///< [columns] is not made coarser for the sake of k
    std::vector<bool> pinned_;           ///< [columns] a person chose
    std::vector<std::size_t> searched_;  ///< [ladders] columns
    std::vector<bool> ladder_pinned_;    ///< [ladders]
    /// By column a replacement's id, and which value each spelling is with it.
    std::map<std::size_t, std::pair<std::string, std::optional<privacy::ValueIds>>> replaced_;
};

Sharer::Sharer(const AuditContext& context)
    : context_(context),
      k_(std::max(1.0, context.limit("privacy.reidentification.k"))),
      people_(privacy::repeated_people(context)),
      quasi_(privacy::quasi_identifiers(context).columns) {
    forms_.resize(context.table.columns.size());
    for (std::size_t column = 0; column < forms_.size(); ++column) {
        Forms& forms = forms_[column];
        forms.replacements = share_replacements(context, column);
        forms.personal = class_of(context.meaning(column));
        forms.known_to_others = std::ranges::find(quasi_, column) != quasi_.end();
        const privacy::Telling telling = privacy::telling_of(context, column);
        forms.tells_of_people = telling == privacy::Telling::person || telling == privacy::Telling::part;
        forms.if_needed = suggested_option(context, column, true);
        forms.if_not = suggested_option(context, column, false);
    }
}

void Sharer::make_forms(const std::string& word) {
    const bool first = !word_;
    word_ = word;
    for (std::size_t column = 0; column < forms_.size(); ++column) {
        forms_[column].coarser = share_forms(context_, column, k_, word);
    }
    if (!first) { return; }
    std::vector<const privacy::ValueIds*> as_is;
    for (const std::size_t column : quasi_) { as_is.push_back(&forms_[column].coarser.ids.front()); }
    const std::vector<std::uint32_t> rows = all_rows(context_);
    risk_ = risk_in(context_, classes_of(context_, quasi_, as_is, rows), people_, rows);
}

Result<Sharing> Sharer::with(const ShareChoice& choice) {
    if (word_ != choice.word) { make_forms(choice.word); }
    return Making(*this, choice).make();
}

}  // namespace klarsicht::remedy
