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

class Making {
public:
    Making(const AuditContext& context, const ShareChoice& choice) : context_(context), choice_(choice) {}

    Result<Sharing> make() {
        KLARSICHT_TRY(check_names());
        result_.k = whole_number<std::uint64_t>(std::max(1.0, context_.limit("privacy.reidentification.k")));
        result_.most_left_out = context_.limit("privacy.sharing.suppressed");
        result_.rows = context_.table.rows();
        people_ = privacy::repeated_people(context_);
        result_.of_people = people_.has_value();
        quasi_ = privacy::quasi_identifiers(context_).columns;
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
        ShareColumn column;
        column.column = index;
        column.name = name;
        column.meaning = context_.meaning(index);
        column.personal = class_of(context_.meaning(index));
        column.known_to_others = std::ranges::find(quasi_, index) != quasi_.end();
        column.needed = std::ranges::find(choice_.needed, name) != choice_.needed.end();
        ShareForms forms = share_forms(context_, index, static_cast<double>(result_.k), choice_.word);
        column.options = forms.options;
        for (ShareOption& one : share_replacements(context_, index)) { column.options.push_back(std::move(one)); }
        const bool special = column.personal == PersonalClass::special;
        fixed_.push_back(!column.known_to_others || (special && !column.needed));
        column.proposed = fixed_.back() ? place_of(column, suggested_option(context_, index, column.needed)) : 0;
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
        forms_.push_back(std::move(forms));
        result_.columns.push_back(std::move(column));
        return {};
    }

    static std::size_t place_of(const ShareColumn& column, std::string_view id) {
        const auto found = std::ranges::find(column.options, id, &ShareOption::id);
        return found == column.options.end() ? 0 : static_cast<std::size_t>(found - column.options.begin());
    }

    /// Which value each spelling is with an option; nothing where only writing tells.
    std::optional<privacy::ValueIds> ids_of_option(const ShareColumn& column, std::size_t option) const {
        const ShareForms& forms = forms_[column.column];
        if (option < forms.ids.size()) { return forms.ids[option]; }
        const CurrentColumn current(context_, Remedied(), column.column);
        return ids_with(current, forms.ids.front(), column.options[option].id);
    }

    void propose() {
        Node node = search(true);
        // What was chosen may leave no way to k: then the others stay at what would do without it.
        if (!node.reaches) { node = search(false); }
        result_.least = node.least;
        for (std::size_t i = 0; i < searched_.size(); ++i) {
            ShareColumn& column = result_.columns[searched_[i]];
            if (ladder_pinned_[i]) { continue; }
            column.proposed = node.rungs[i];
            if (!pinned_[column.column]) { column.chosen = node.rungs[i]; }
        }
        result_.leave_out_rows = choice_.leave_out_rows.value_or(node.reaches);
    }

    Node search(bool with_pins) {
        std::vector<Ladder> ladders;
        searched_.clear();
        ladder_pinned_.clear();
        for (const std::size_t index : quasi_) {
            const ShareColumn& column = result_.columns[index];
            Ladder ladder{context_.table.columns[index].codes, {}};
            const ShareForms& forms = forms_[index];
            const bool pinned = fixed_[index] || (with_pins && pinned_[index]);
            if (pinned) {
                if (const auto ids = ids_of_option(column, column.chosen)) {
                    ladder.rungs.push_back({ids->of_code, ids->count, 0});
                } else {
                    ladder.rungs.push_back({forms.ids.front().of_code, forms.ids.front().count, 0});
                }
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

    /// Classes of rows by the columns that others know, with what is chosen.
    /// @param left_out [rows] 1: not counted; empty: all are
    privacy::EquivalenceClasses classes(bool as_it_is, const std::vector<std::uint32_t>& rows) const {
        privacy::EquivalenceClasses classes(rows.size());
        for (const std::size_t index : quasi_) {
            const ShareColumn& column = result_.columns[index];
            const auto chosen = as_it_is ? forms_[index].ids.front() : ids_of_option(column, column.chosen);
            const privacy::ValueIds& ids = chosen ? *chosen : forms_[index].ids.front();
            privacy::RowValues values{{}, ids.count};
            values.of_row.reserve(rows.size());
            const std::vector<std::uint32_t>& codes = context_.table.columns[index].codes;
            for (const std::uint32_t row : rows) { values.of_row.push_back(ids.of_code[codes[row]]); }
            classes.refine(values);
        }
        return classes;
    }

    privacy::Risk risk(bool as_it_is, const std::vector<std::uint32_t>& rows) const {
        std::optional<privacy::RowValues> people;
        if (people_) {
            people.emplace(privacy::RowValues{{}, people_->count});
            for (const std::uint32_t row : rows) { people->of_row.push_back(people_->of_row[row]); }
        }
        return privacy::risk_of(privacy::class_sizes(classes(as_it_is, rows), people),
                                context_.limit("privacy.reidentification.risk"));
    }

    void count() {
        std::vector<std::uint32_t> rows(static_cast<std::size_t>(result_.rows));
        for (std::size_t row = 0; row < rows.size(); ++row) { rows[row] = static_cast<std::uint32_t>(row); }
        result_.before.risk = risk(true, rows);
        const SmallRows small = rows_of_small_classes(classes(false, rows), people_, result_.k);
        result_.small_rows = small.count;
        if (result_.leave_out_rows && small.count > 0) {
            std::erase_if(rows, [&](std::uint32_t row) { return small.rows[row] != 0; });
        }
        result_.after.risk = risk(false, rows);
        result_.reaches = !rows.empty() && result_.after.risk.k >= result_.k;
        for (ShareColumn& column : result_.columns) { describe(column); }
    }

    void describe(ShareColumn& column) {
        const std::size_t index = column.column;
        const std::string& id = column.options[column.chosen].id;
        const privacy::ValueIds& as_is = forms_[index].ids.front();
        column.values_before = as_is.count;
        if (const auto ids = ids_of_option(column, column.chosen)) {
            column.values = ids->count;
            column.loss = id == "leave_out" ? 1 : loss_of(as_is, *ids, context_.table.columns[index].counts);
        }
        const auto place = static_cast<std::size_t>(column.personal);
        if (context_.table.rows() == 0 || context_.interpretation(index).missing >= context_.table.rows()) { return; }
        ++result_.before.personal[place];
        if (id == "leave_out" || id == "mask" || id.starts_with("email_")) { return; }
        ++result_.after.personal[place];
        const privacy::Telling telling = privacy::telling_of(context_, index);
        const bool names = telling == privacy::Telling::person || telling == privacy::Telling::part;
        if (id == "keep" && names) { result_.naming.push_back(context_.name(index)); }
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
    const ShareChoice& choice_;
    Sharing result_;
    std::optional<privacy::RowValues> people_;
    std::vector<std::size_t> quasi_;
    std::vector<ShareForms> forms_;      ///< [columns]
    std::vector<bool> fixed_;            ///< [columns] is not made coarser for the sake of k
    std::vector<bool> pinned_;           ///< [columns] a person chose
    std::vector<std::size_t> searched_;  ///< [ladders] columns
    std::vector<bool> ladder_pinned_;    ///< [ladders]
};

}  // namespace

Result<Sharing> sharing_of(const AuditContext& context, const ShareChoice& choice) {
    return Making(context, choice).make();
}

}  // namespace klarsicht::remedy
