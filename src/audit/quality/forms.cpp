#include "audit/quality/forms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/fold.h"
#include "profile/meaning_words.h"
#include "profile/values/values.h"
#include "table/trim.h"

namespace klarsicht::quality {

namespace {

/// Meanings whose values have check digits or a form that nothing else has.
constexpr std::array<std::string_view, 25> checked = {
    "at_svnr", "be_nn",     "bic",      "bitcoin", "ch_ahv", "credit_card", "de_id_card", "de_kvnr", "de_rvnr",
    "de_vat",  "es_dni",    "fr_nir",   "iban",    "imei",   "ipv4",        "ipv6",       "it_cf",   "mac",
    "nl_bsn",  "de_tax_id", "pl_pesel", "se_pnr",  "uk_nhs", "us_ssn",      "vin"};
constexpr std::array<std::string_view, 6> with_other_rules = {"age",    "birth_date", "birth_year",
                                                              "gender", "phone",      "postal_code"};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool only_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool has_digit(std::string_view text) { return std::ranges::any_of(text, is_digit); }

/// Five to seventeen digits that are not all the same, and hardly anything else: every country writes numbers in its
/// own way, but a note, a name or 4,917E+11 is none.
bool could_be_phone(std::string_view text) {
    if (values::phone(text)) { return true; }
    if (lower(text.substr(0, 4)) == "tel:") { text.remove_prefix(4); }
    if (text.find_first_not_of("+0123456789 ()/-.,;:#*xX\xC2\xA0") != std::string_view::npos) { return false; }
    std::uint64_t digits = 0;
    bool different = false;
    char first = 0;
    for (const char c : text) {
        if (!is_digit(c)) { continue; }
        if (digits++ == 0) { first = c; }
        different |= c != first;
    }
    return digits >= 5 && digits <= 17 && different;
}

/// A digit, and no more letters and marks than any country's postal codes have; masked ones (10***) are none of ours.
bool could_be_postal_code(std::string_view text) {
    if (text.size() < 2 || text.size() > 10 || !has_digit(text)) { return false; }
    if (text.find('*') != std::string_view::npos) { return true; }
    const auto fits = [](char c) {
        return is_digit(c) || c == ' ' || c == '-' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    return std::ranges::all_of(text, fits) && text.find_first_not_of("0 -") != std::string_view::npos;
}

class Former {
public:
    Former(const AuditContext& context, std::size_t column)
        : context_(context), index_(column), column_(context.table.columns[column]) {}

    std::vector<FormFault> find() {
        const std::string_view meaning = context_.meaning(index_);
        if (std::ranges::find(checked, meaning) != checked.end()) {
            add("form", [&](std::string_view text) { return !is_valid(meaning, text); });
        } else if (meaning == "phone") {
            add("phone", [](std::string_view text) { return !could_be_phone(text); });
        } else if (meaning == "postal_code") {
            postal_codes();
        } else if (meaning == "gender" && context_.interpretation(index_).values.empty()) {
            genders();
        }
        return std::move(found_);
    }

private:
    bool filled(std::uint32_t code) const { return context_.interpretation(index_).states[code] != CellState::missing; }

    template <class F>
    void add(std::string_view why, const F& wrong) {
        add_codes(why, [&](std::uint32_t code) { return wrong(trim(column_.dictionary[code])); });
    }

    template <class F>
    void add_codes(std::string_view why, const F& wrong) {
        FormFault fault{.why = why, .flags = {}};
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (!filled(code) || !wrong(code)) { continue; }
            if (fault.flags.empty()) { fault.flags.resize(column_.counts.size()); }
            fault.flags[code] = 1;
        }
        if (!fault.flags.empty()) { found_.push_back(std::move(fault)); }
    }

    void postal_codes() {
        std::array<std::uint64_t, 11> of_length{};  // [length] rows with so many digits and nothing else
        std::uint64_t rows = 0;
        bool zero_first = false;
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (!filled(code)) { continue; }
            const std::string_view text = trim(column_.dictionary[code]);
            rows += column_.counts[code];
            if (!only_digits(text) || text.size() >= of_length.size()) { continue; }
            of_length[text.size()] += column_.counts[code];
            zero_first |= text.size() == 5 && text[0] == '0';
        }
        const bool five = of_length[5] * 5 >= rows * 3;
        const bool lost = five && !zero_first && of_length[4] > 0;
        std::vector<std::uint8_t> foreign;  // [codes] in a country that has four digits
        if (lost) { foreign = of_four_digits(); }
        const auto short_of_zero = [&](std::uint32_t code) {
            const std::string_view text = trim(column_.dictionary[code]);
            return lost && text.size() == 4 && only_digits(text) && foreign[code] == 0;
        };
        add_codes("postal_zero", short_of_zero);
        add("postal_code", [&](std::string_view text) {
            // Beside four and five digits there are eight and nine: 902101234 is an American one.
            const bool odd = five && only_digits(text) && (text.size() < 4 || (text.size() > 5 && text.size() < 8));
            return odd || !could_be_postal_code(text);
        });
    }

    /// [codes] 1: most rows with that code are of a country (a column beside) in which most codes have four digits
    std::vector<std::uint8_t> of_four_digits() const {
        std::vector<std::uint8_t> result(column_.counts.size());
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            if (ignored(context_, c) || context_.meaning(c) != "country") { continue; }
            const Column& country = context_.table.columns[c];
            std::vector<std::int64_t> fours(country.counts.size());
            for (std::size_t row = 0; row < country.codes.size(); ++row) {
                const std::string_view text = trim(column_.dictionary[column_.codes[row]]);
                if (!only_digits(text)) { continue; }
                fours[country.codes[row]] += text.size() == 4 ? 1 : text.size() == 5 ? -1 : 0;
            }
            for (std::size_t row = 0; row < country.codes.size(); ++row) {
                if (fours[country.codes[row]] > 0) { result[column_.codes[row]] = 1; }
            }
        }
        return result;
    }

    void genders() {
        constexpr std::uint64_t most_words = 12;  // no list of sexes has more
        const WordLists right = in(WordList::gender) | in(WordList::salutation) | in(WordList::not_stated);
        const WordLists other = in(WordList::cities) | in(WordList::countries) | in(WordList::marital_status) |
                                in(WordList::yes_no) | in(WordList::colours) | in(WordList::device) |
                                in(WordList::education) | in(WordList::religion) | in(WordList::first_names);
        std::vector<WordLists> lists(column_.counts.size());
        std::uint64_t known = 0;
        std::uint64_t rows = 0;
        std::uint64_t words = 0;
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (!filled(code)) { continue; }
            lists[code] = lists_with(folded(trim(column_.dictionary[code])));
            rows += column_.counts[code];
            ((lists[code] & right) != 0 ? known : words) += (lists[code] & right) != 0 ? column_.counts[code] : 1;
        }
        // Numbers and words of its own are a code that somebody knows.
        if (known * 10 < rows * 3) { return; }
        add_codes("gender", [&](std::uint32_t code) {
            if ((lists[code] & right) != 0) { return false; }
            const std::string_view text = trim(column_.dictionary[code]);
            return words > most_words || (lists[code] & other) != 0 || text.find('@') != std::string_view::npos ||
                   (has_digit(text) && text.size() > 1);
        });
    }

    const AuditContext& context_;
    std::size_t index_;
    const Column& column_;
    std::vector<FormFault> found_;
};

}  // namespace

bool has_form(std::string_view meaning) {
    return meaning == "email" || std::ranges::find(checked, meaning) != checked.end() ||
           std::ranges::find(with_other_rules, meaning) != with_other_rules.end();
}

std::vector<FormFault> form_faults(const AuditContext& context, std::size_t column) {
    return Former(context, column).find();
}

}  // namespace klarsicht::quality
