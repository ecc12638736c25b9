#include "audit/quality/same_mailbox.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/quality/rows.h"
#include "base/fold.h"
#include "table/trim.h"

namespace klarsicht::quality {

namespace {

/// Whether a spelling may be that of another one's mailbox.
bool written_freely(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || c == '+'; }) || trim(text) != text;
}

/// The address without +word; empty if it has none.
std::string without_tag(std::string_view address) {
    const std::size_t at = address.find('@');
    const std::size_t plus = address.find('+');
    if (at == std::string_view::npos || plus == 0 || plus >= at) { return {}; }
    return std::string(address.substr(0, plus)) + std::string(address.substr(at));
}

/// Columns that say who somebody is, beside the address.
std::vector<std::size_t> columns_of_people(const AuditContext& context, std::size_t email) {
    constexpr std::array<std::string_view, 8> meanings = {
        "person_name", "last_name", "phone", "birth_date", "iban", "customer_id", "street_address", "full_address"};
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (c != email && !ignored(context, c) && std::ranges::find(meanings, context.meaning(c)) != meanings.end()) {
            columns.push_back(c);
        }
    }
    return columns;
}

/// Whether two rows hold the same of one more thing.
bool same_person(const AuditContext& context, const std::vector<std::size_t>& columns, std::size_t a, std::size_t b) {
    return std::ranges::any_of(columns, [&](std::size_t c) {
        const Column& column = context.table.columns[c];
        const std::uint32_t code_a = column.codes[a];
        const std::uint32_t code_b = column.codes[b];
        if (!context.interpretation(c).valid(code_a) || !context.interpretation(c).valid(code_b)) { return false; }
        return code_a == code_b || folded(trim(column.dictionary[code_a])) == folded(trim(column.dictionary[code_b]));
    });
}

/// [codes] first row of each spelling.
std::vector<std::uint32_t> first_rows(const Column& column) {
    std::vector<std::uint32_t> first(column.counts.size());
    for (std::size_t row = column.codes.size(); row-- > 0;) {
        first[column.codes[row]] = static_cast<std::uint32_t>(row);
    }
    return first;
}

}  // namespace

std::optional<stats::RowValues> same_mailboxes(const AuditContext& context, std::size_t email) {
    const Column& column = context.table.columns[email];
    const std::uint32_t spellings = column.dictionary.size();
    bool any = false;
    for (std::uint32_t code = 0; code < spellings && !any; ++code) { any = written_freely(column.dictionary[code]); }
    if (!any) { return std::nullopt; }
    Dictionary addresses;
    std::vector<std::uint32_t> mailbox(spellings);  // [codes]
    std::vector<std::uint32_t> spelling;            // [mailboxes] the first one
    std::vector<std::pair<std::uint32_t, std::string>> tagged;
    for (std::uint32_t code = 0; code < spellings; ++code) {
        const std::string address = lower(trim(column.dictionary[code]));
        mailbox[code] = addresses.add(address);
        if (mailbox[code] == spelling.size()) { spelling.push_back(code); }
        if (std::string plain = without_tag(address); !plain.empty()) { tagged.emplace_back(code, std::move(plain)); }
    }
    const std::vector<std::size_t> people =
        tagged.empty() ? std::vector<std::size_t>() : columns_of_people(context, email);
    if (!people.empty()) {
        const std::vector<std::uint32_t> first = first_rows(column);
        for (const auto& [code, plain] : tagged) {
            const std::uint32_t other = addresses.find(plain);
            if (other != Dictionary::npos && same_person(context, people, first[code], first[spelling[other]])) {
                mailbox[code] = other;
            }
        }
    }
    std::vector<std::uint32_t> seen(addresses.size());
    for (const std::uint32_t one : mailbox) { ++seen[one]; }
    if (std::ranges::none_of(seen, [](std::uint32_t n) { return n > 1; })) { return std::nullopt; }
    stats::RowValues values{.of_row = std::vector<std::uint32_t>(column.codes.size()), .count = addresses.size()};
    for (std::size_t row = 0; row < column.codes.size(); ++row) { values.of_row[row] = mailbox[column.codes[row]]; }
    return values;
}

}  // namespace klarsicht::quality
