#include "audit/suggest_person.h"

#include <algorithm>
#include <utility>

#include "audit/suggest_names.h"
#include "profile/meaning_head.h"

namespace klarsicht {

namespace {

constexpr int mail_rank = 100;
constexpr int other_rank = 110;
constexpr int name_rank = 300;

bool any_of(std::string_view value, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, value) != list.end();
}

/// What a spreadsheet made of a long number ("4,479E+11") names nobody any more.
bool is_broken(std::string_view text) { return text.find("E+") != std::string_view::npos; }

bool has_broken(const Column& column, const Interpretation& data) {
    for (std::uint32_t code = 0; code < column.dictionary.size() && code < 200; ++code) {
        if (data.kind == Kind::number && data.valid(code) && is_broken(column.dictionary[code])) { return true; }
    }
    return false;
}

/// Spelled like keys: without blanks, nearly all with a digit.
bool spelled_like_keys(const Column& column, const Interpretation& data) {
    std::size_t digits = 0;
    std::size_t all = 0;
    for (std::uint32_t code = 0; code < column.dictionary.size() && code < 200; ++code) {
        if (!data.valid(code)) { continue; }
        const std::string_view text = column.dictionary[code];
        if (text.size() > 80 || is_broken(text) || text.find(' ') != std::string_view::npos) { return false; }
        digits += text.find_first_of("0123456789") == std::string_view::npos ? 0 : 1;
        all += 1;
    }
    return digits * 10 >= all * 9;
}

/// A year is no key, however many digits it has.
bool years_only(const ColumnProfile& profile) {
    return profile.min && profile.max && *profile.min >= 1850 && *profile.max <= 2150;
}

}  // namespace

bool behaves_like_key(const Column& column, const ColumnProfile& profile, std::string_view plain) {
    const Interpretation& data = profile.interpretation;
    if (data.distinct <= 10 || is_dated(data.kind)) { return false; }
    if (!spelled_like_keys(column, data)) { return false; }
    if (data.kind == Kind::number) {
        // "80446549.1107870963" is two numbers that belong together.
        constexpr std::size_t long_key = 15;
        return column.dictionary.size() > 0 && column.dictionary[0].size() >= long_key;
    }
    if (data.kind != Kind::integer) { return true; }
    // A whole number is one where the name says that it is a number of something, where it has four digits or more, or
    // where hardly one comes again: 17 members of a family are none.
    const auto rows = static_cast<double>(valid_rows(profile));
    constexpr double four_digits = 1000;
    return name_matches(plain, "id") || ends_like_number(plain) || static_cast<double>(data.distinct) >= 0.2 * rows ||
           (profile.min && *profile.min >= four_digits);
}

std::uint64_t valid_rows(const ColumnProfile& profile) {
    return profile.rows - profile.interpretation.missing - profile.interpretation.invalid;
}

bool nearly_unique(const ColumnProfile& profile) {
    const auto rows = static_cast<double>(valid_rows(profile));
    return rows >= 20 && static_cast<double>(profile.interpretation.distinct) >= 0.95 * rows;
}

void add_person(const Column& column, const ColumnProfile& profile, std::string_view plain, std::string_view meaning,
                std::vector<RoleSuggestion>& roles) {
    const Interpretation& data = profile.interpretation;
    if (names_staff(plain) || data.distinct < 2 || has_broken(column, data)) { return; }
    const bool number = any_of(meaning, {"customer_id", "username"});
    const bool mail = any_of(meaning, {"email", "hashed_email"});
    const bool name = meaning == "person_name";
    int rank = says_since(plain) || is_question(column.name) ? -1 : person_rank(plain);
    const bool by_name = !mail && !name && rank >= 0 && behaves_like_key(column, profile, plain) &&
                         (!years_only(profile) || name_matches(plain, "id"));
    if (!number && !mail && !name && !by_name) { return; }
    if (mail || name) {
        rank = mail ? mail_rank : name_rank;
    } else if (!by_name || rank < 0) {
        // "call_id" may look like a customer's number; a better key than itself is one that says so.
        rank = person_rank(plain) < 0 && names_number(plain) ? other_rank : 50;
    }
    Message why = number || mail || name ? holds_meaning(meaning) : name_says(person_word(plain));
    if (roles.empty()) { roles.push_back({Role::identifier, 0, {why}}); }
    Message repeats("why.repeats");
    repeats.count("distinct", data.distinct).count("rows", valid_rows(profile));
    roles.push_back({Role::person, rank, {std::move(repeats), std::move(why)}});
}

void settle_persons(const Profile& profile, std::vector<std::vector<RoleSuggestion>>& suggested) {
    const auto is_person = [](const RoleSuggestion& s) { return s.role == Role::person; };
    const RoleSuggestion* best = nullptr;
    std::size_t column = suggested.size();
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        for (const RoleSuggestion& s : suggested[c]) {
            if (is_person(s) && (best == nullptr || s.rank < best->rank)) {
                best = &s;
                column = c;
            }
        }
    }
    if (best == nullptr) { return; }
    const ColumnProfile& key = profile.columns[column];
    // Namesakes by chance tell nothing of people who come again.
    const bool once = best->rank == name_rank ? key.interpretation.distinct * 10 > valid_rows(key) * 8
                                              : key.interpretation.distinct >= valid_rows(key);
    for (std::size_t c = 0; c < suggested.size(); ++c) {
        if (c != column || once) { std::erase_if(suggested[c], is_person); }
    }
}

}  // namespace klarsicht
