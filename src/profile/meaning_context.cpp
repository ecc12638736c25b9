#include "profile/meaning_context.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/fold.h"
#include "profile/meaning_head.h"
#include "profile/meaning_judges.h"
#include "profile/meaning_name.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 14> of_people = {
    "age",       "birth_date", "birth_year",     "email",       "first_name",  "gender", "income",
    "job_title", "last_name",  "marital_status", "nationality", "person_name", "phone",  "salutation"};
/// Where one of these stands, a row is something else than a person, or the person has a number already.
constexpr std::array<std::string_view, 6> of_other_rows = {"customer_id",    "order_number", "invoice_number",
                                                           "transaction_id", "session_id",   "sku"};

bool is_one_of(std::string_view meaning, const auto& list) { return std::ranges::find(list, meaning) != list.end(); }

std::size_t columns_with(const Profile& profile, const auto& meanings) {
    return static_cast<std::size_t>(std::ranges::count_if(
        profile.columns, [&](const ColumnProfile& column) { return is_one_of(column.meaning.id, meanings); }));
}

/// 1, 2, 3 …: the rows were counted.
bool counts_rows(const ColumnProfile& column) {
    if (column.interpretation.kind != Kind::integer || !column.min || !column.max) { return false; }
    const double span = *column.max - *column.min + 1;
    return *column.min <= 1 && span <= static_cast<double>(column.interpretation.distinct);
}

/// "ID" in a file about people, a value of its own in each row.
void settle_numbers(const Table& table, Profile& profile) {
    constexpr std::uint64_t least_rows = 20;
    if (columns_with(profile, of_people) < 2 || columns_with(profile, of_other_rows) > 0) { return; }
    for (std::size_t c = 0; c < profile.columns.size(); ++c) {
        const ColumnProfile& column = profile.columns[c];
        const Interpretation& data = column.interpretation;
        const bool each = data.missing == 0 && data.distinct == column.rows && column.rows >= least_rows;
        const bool number = data.kind == Kind::integer || data.kind == Kind::text || data.kind == Kind::category;
        if (column.meaning.id != "row_id" || !each || !number || counts_rows(column)) { continue; }
        const HeaderName name = header_name(table.columns[c].name, true);
        // "call_id" and "Zeile Nr." number something else.
        const bool other = std::ranges::any_of(name.words, [](const std::string& word) {
            return !in_header_list("numbers", word) && !means_customers(word);
        });
        if (other) { continue; }
        profile.columns[c].meaning = {"customer_id", 0.7, 1, 1};
        return;
    }
}

/// The part of a name, or the name, that a column's whole name says it holds; empty: none.
std::string_view name_told_by(const Column& column) {
    constexpr std::array<std::string_view, 3> names = {"first_name", "last_name", "person_name"};
    constexpr std::size_t longest = 32;  // longer ones are no plain "last" or "name"
    if (column.name.size() > longest) { return {}; }
    const std::vector<NameHint> hints = hints_of_name(column.name);
    for (const std::string_view name : names) {
        const auto told = [&](const NameHint& hint) { return hint.whole && hint.meaning == name; };
        if (std::ranges::any_of(hints, told)) { return name; }
    }
    return {};
}

/// "last" beside "first", "name" beside an e-mail address: names that no list has.
void settle_names(const Table& table, const ProfileOptions& options, Profile& profile) {
    const std::size_t people = columns_with(profile, of_people);
    std::vector<std::string_view> told;
    for (const Column& column : table.columns) { told.push_back(name_told_by(column)); }
    const bool both = is_one_of("first_name", told) && is_one_of("last_name", told);
    for (std::size_t c = 0; c < profile.columns.size(); ++c) {
        const Interpretation& data = profile.columns[c].interpretation;
        const bool text = data.kind == Kind::text || data.kind == Kind::category;
        if (told[c].empty() || !text || !profile.columns[c].meaning.id.empty()) { continue; }
        const bool part = told[c] != "person_name";
        if (part ? !both : people < 2) { continue; }
        const Evidence evidence(table.columns[c], data, options.as_of);
        const double share = share_of_possible_names(evidence, part ? 2 : 4);
        if (share >= 0.8) { profile.columns[c].meaning = {std::string(told[c]), 0.75, share, share}; }
    }
}

/// Whether a column is called nothing but "name", "nom", "bezeichnung".
bool has_bare_name(const Column& column) {
    const std::vector<std::string> words = header_words(column.name, true);
    return words.size() == 1 && in_header_list("naming", words[0]);
}

/// NOM beside PRENOM, "Name" beside "Vorname": the other part of the name, where most are of one word.
void settle_family_names(const Table& table, const ProfileOptions& options, Profile& profile) {
    constexpr std::array<std::string_view, 1> first_names = {"first_name"};
    constexpr std::array<std::string_view, 1> last_names = {"last_name"};
    if (columns_with(profile, first_names) == 0 || columns_with(profile, last_names) > 0) { return; }
    for (std::size_t c = 0; c < profile.columns.size(); ++c) {
        Meaning& meaning = profile.columns[c].meaning;
        if (meaning.id != "person_name" || !has_bare_name(table.columns[c])) { continue; }
        const Evidence evidence(table.columns[c], profile.columns[c].interpretation, options.as_of);
        if (evidence.share([](const SampledValue& v) { return v.words == 1; }) >= 0.5) { meaning.id = "last_name"; }
    }
}

/// "name" beside price and article number, and nothing of people: what goods are called, were it "Hugo Boss". Only
/// where nearly all are names of the lists it stays.
void settle_goods(const Table& table, const ProfileOptions& options, Profile& profile) {
    constexpr std::array<std::string_view, 6> of_goods = {"sku", "ean", "price", "product_category", "brand", "isbn"};
    if (columns_with(profile, of_goods) < 1 || columns_with(profile, of_people) > 1) { return; }
    for (std::size_t c = 0; c < profile.columns.size(); ++c) {
        if (!has_bare_name(table.columns[c]) || profile.columns[c].meaning.id != "person_name") { continue; }
        const Evidence evidence(table.columns[c], profile.columns[c].interpretation, options.as_of);
        if (share_of_listed_names(evidence) < 0.7) { profile.columns[c].meaning = {}; }
    }
}

}  // namespace

void settle_meanings(const Table& table, const ProfileOptions& options, Profile& profile) {
    settle_numbers(table, profile);
    settle_names(table, options, profile);
    settle_family_names(table, options, profile);
    settle_goods(table, options, profile);
}

}  // namespace klarsicht
