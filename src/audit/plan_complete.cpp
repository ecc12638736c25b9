#include "audit/plan_complete.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

#include "audit/chosen_meaning.h"
#include "audit/customers_text.h"
#include "audit/groups.h"
#include "audit/suggest.h"
#include "audit/suggest_consent.h"
#include "audit/suggest_together.h"
#include "base/sort_few.h"
#include "stats/confusion.h"

namespace klarsicht {

namespace {

/// Roles that one column has: of several candidates the best one.
bool is_single(Role role) {
    return role == Role::decision || role == Role::score || role == Role::weight || role == Role::treatment ||
           role == Role::person;
}

class Completion {
public:
    Completion(Plan plan, const Table& table, const Profile& profile)
        : plan_(std::move(plan)), table_(table), profile_(profile) {}

    Plan run() {
        plan_.column_order.clear();
        for (const Column& column : table_.columns) { plan_.column_order.push_back(column.name); }
        plan_.why.assign(table_.columns.size(), {});
        if (const auto options = profile_options_of(plan_)) { as_of_ = options->as_of; }
        roles();
        treatment();
        for (std::size_t c = 0; c < table_.columns.size(); ++c) { positive(c); }
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            bins(c);
            favoured(c);
        }
        crossed();
        return std::move(plan_);
    }

private:
    std::string_view meaning(std::size_t c) const {
        return meaning_in(plan_, table_.columns[c].name, profile_.columns[c].meaning.id);
    }

    void roles() {
        std::set<Role> given;
        for (const auto& [name, column_roles] : plan_.roles) { given.insert(column_roles.begin(), column_roles.end()); }
        given.erase(Role::identifier);
        given.erase(Role::ignore);
        if (plan_.treatment && !plan_.roles.contains(plan_.treatment->column)) {
            plan_.roles[plan_.treatment->column] = {Role::treatment};
        }
        if (plan_.treatment) { given.insert(Role::treatment); }

        std::vector<std::vector<RoleSuggestion>> suggested(table_.columns.size());
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            if (!plan_.roles.contains(table_.columns[c].name)) {
                suggested[c] = suggest_roles(table_.columns[c], profile_.columns[c], meaning(c));
                const auto is_copy = [](const RoleSuggestion& one) { return one.role == Role::copy; };
                if (std::ranges::any_of(suggested[c], is_copy) && is_customers_text(table_.columns[c], table_)) {
                    std::erase_if(suggested[c], is_copy);
                }
            }
        }
        std::vector<std::string_view> meanings;
        for (std::size_t c = 0; c < table_.columns.size(); ++c) { meanings.push_back(meaning(c)); }
        if (std::ranges::find(meanings, "email") != meanings.end()) { wishes_beside_address(suggested); }
        suggest_together(table_, profile_, meanings, suggested);
        keep_best(suggested);
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            const std::string& name = table_.columns[c].name;
            if (plan_.roles.contains(name)) {
                plan_.why[c] = {Message("why.chosen")};
                continue;
            }
            std::vector<Role>& column_roles = plan_.roles[name];
            plan_.suggested.push_back(name);
            for (const RoleSuggestion& suggestion : suggested[c]) {
                if (given.contains(suggestion.role)) { continue; }
                column_roles.push_back(suggestion.role);
                for (const Message& why : suggestion.why) {
                    if (std::ranges::find(plan_.why[c], why) == plan_.why[c].end()) { plan_.why[c].push_back(why); }
                }
            }
        }
    }

    void wishes_beside_address(std::vector<std::vector<RoleSuggestion>>& suggested) const {
        for (std::size_t c = 0; c < suggested.size(); ++c) {
            const bool told = std::ranges::any_of(suggested[c], [](const RoleSuggestion& one) {
                return one.role == Role::consent || one.role == Role::opt_out;
            });
            if (told || plan_.roles.contains(table_.columns[c].name) || is_personal(meaning(c))) { continue; }
            const ConsentEvidence found = consent_beside_address(table_.columns[c], profile_.columns[c]);
            if (found.role) { suggested[c] = {{*found.role, 0, {found.why}}}; }
        }
    }

    /// Leaves a single role to its best candidate; another one becomes an ordinary attribute. One of birth date, birth
    /// year and age is enough as a protected column.
    void keep_best(std::vector<std::vector<RoleSuggestion>>& suggested) const {
        for (std::size_t r = 0; r <= static_cast<std::size_t>(Role::ignore); ++r) {
            const Role role = static_cast<Role>(r);
            if (!is_single(role)) { continue; }
            int best = -1;
            std::size_t best_column = 0;
            for (std::size_t c = 0; c < suggested.size(); ++c) {
                for (const RoleSuggestion& s : suggested[c]) {
                    if (s.role == role && (best < 0 || s.rank < best)) {
                        best = s.rank;
                        best_column = c;
                    }
                }
            }
            for (std::size_t c = 0; c < suggested.size(); ++c) {
                const auto loses = [&](const RoleSuggestion& s) { return s.role == role && c != best_column; };
                if (std::erase_if(suggested[c], loses) > 0 && suggested[c].empty() && role != Role::person) {
                    suggested[c].push_back({Role::attribute});
                }
            }
        }
        bool age_found = false;
        for (const std::string_view wanted : {"age", "birth_date", "birth_year"}) {
            for (std::size_t c = 0; c < suggested.size(); ++c) {
                const auto is_protected = [](const RoleSuggestion& s) { return s.role == Role::protected_; };
                if (meaning(c) != wanted || std::ranges::none_of(suggested[c], is_protected)) { continue; }
                if (age_found) { std::erase_if(suggested[c], is_protected); }
                age_found = true;
            }
        }
    }

    void treatment() {
        if (plan_.treatment) { return; }
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            const std::string& name = table_.columns[c].name;
            if (!plan_.has_role(name, Role::treatment)) { continue; }
            if (auto control = control_value(table_.columns[c], profile_.columns[c].interpretation)) {
                plan_.treatment = Treatment{name, std::move(*control)};
                plan_.suggested_control = true;
                return;
            }
        }
    }

    void positive(std::size_t c) {
        const std::string& name = table_.columns[c].name;
        if (plan_.positive.contains(name) ||
            !(plan_.has_role(name, Role::decision) || plan_.has_role(name, Role::outcome))) {
            return;
        }
        plan_.suggested_positive.push_back(name);
        plan_.positive[name] = suggest_positive(table_.columns[c], profile_.columns[c]);
    }

    void bins(std::size_t c) {
        const std::string& name = table_.columns[c].name;
        if (plan_.bins.contains(name) || !plan_.has_role(name, Role::protected_)) { return; }
        auto suggested = suggest_bins(table_.columns[c], profile_.columns[c], meaning(c), as_of_);
        if (!suggested.empty()) { plan_.bins[name] = std::move(suggested); }
    }

    CodeGroups groups_of(std::size_t c) const {
        const auto named = plan_.bins.find(table_.columns[c].name);
        return group_codes(table_.columns[c], profile_.columns[c].interpretation,
                           named == plan_.bins.end() ? std::vector<double>{} : named->second, as_of_);
    }

    void favoured(std::size_t c) {
        const std::string& name = table_.columns[c].name;
        if (!plan_.has_role(name, Role::protected_)) { return; }
        const CodeGroups groups = groups_of(c);
        // Religion, health and the like are looked at by themselves: crossed with others they single people out.
        if (!plan_.has_role(name, Role::sensitive) || meaning(c) == "ethnicity") {
            protected_groups_.emplace_back(groups.labels.size(), c);
        }
        if (plan_.favoured.contains(name)) { return; }
        auto suggested = groups.labels.size() == 2 ? more_often_selected(c, groups) : std::nullopt;
        if (!suggested) { suggested = groups.largest(); }
        if (!suggested) { return; }
        plan_.favoured[name] = groups.labels[*suggested];
        plan_.suggested_favoured.push_back(name);
    }

    /// Of two groups the one that is selected more often: then limits and sentences are about those behind. Of more
    /// groups the largest is the surer yardstick.
    std::optional<std::uint32_t> more_often_selected(std::size_t c, const CodeGroups& groups) const {
        for (std::size_t d = 0; d < table_.columns.size(); ++d) {
            const Column& decision = table_.columns[d];
            const auto positive = plan_.positive.find(decision.name);
            // Few columns have what counts as positive, and all are asked for each that is protected.
            if (d == c || positive == plan_.positive.end() || !plan_.has_role(decision.name, Role::decision) ||
                plan_.has_role(decision.name, Role::ignore)) {
                continue;
            }
            const std::vector<std::uint8_t> selected =
                positive_codes(decision, profile_.columns[d].interpretation, positive->second);
            std::array<stats::Fraction, 3> counts{stats::Fraction{0, 0}, {0, 0}, {0, 0}};
            const std::vector<std::uint32_t>& codes = table_.columns[c].codes;
            for (std::size_t row = 0; row < codes.size(); ++row) {
                const std::uint8_t state = selected[decision.codes[row]];
                if (state == 2) { continue; }
                stats::Fraction& own = counts[std::min<std::uint32_t>(groups.group[codes[row]], 2)];  // 2: in no group
                own.n += 1;
                own.k += state;
            }
            if (counts[0].value() == counts[1].value() || std::isnan(counts[0].value()) ||
                std::isnan(counts[1].value())) {
                return std::nullopt;
            }
            return counts[0].value() > counts[1].value() ? 0 : 1;
        }
        return std::nullopt;
    }

    /// The three protected columns with the fewest groups, or two of them, as long as the groups stay readable.
    void crossed() {
        if (plan_.crossed_given || !plan_.crossed.empty()) { return; }
        constexpr std::uint64_t most_groups = 60;
        std::erase_if(protected_groups_, [](const auto& entry) { return entry.first < 2; });
        sort_few(protected_groups_);
        std::vector<std::size_t> set;
        std::uint64_t product = 1;
        for (const auto& [count, c] : protected_groups_) {
            if (set.size() == 3 || product * count > most_groups) { break; }
            product *= count;
            set.push_back(c);
        }
        if (set.size() < 2) { return; }
        std::ranges::sort(set);
        std::vector<std::string> names;
        for (const std::size_t c : set) { names.push_back(table_.columns[c].name); }
        plan_.crossed.push_back(std::move(names));
    }

    Plan plan_;
    const Table& table_;
    const Profile& profile_;
    double as_of_ = 0;
    std::vector<std::pair<std::uint64_t, std::size_t>> protected_groups_;  ///< (groups, column)
};

}  // namespace

Result<ProfileOptions> profile_options_of(const Plan& plan) {
    ProfileOptions options;
    options.missing_tokens = plan.missing_tokens ? *plan.missing_tokens : default_missing_tokens();
    options.as_of = KLARSICHT_TRY(as_of_days(plan));
    if (plan.date_order) {
        options.dates = *plan.date_order == "mdy" ? DateStyle::month_day_year : DateStyle::day_month_year;
    }
    return options;
}

Plan complete_plan(Plan given, const Table& table, const Profile& profile) {
    return Completion(std::move(given), table, profile).run();
}

}  // namespace klarsicht
