#include <algorithm>
#include <array>
#include <cmath>

#include "base/fold.h"
#include "profile/meaning_judges.h"
#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht {

namespace {

using values::Compact;
using values::is_digit;

/// Values that a check by chance lets pass say nothing when they are few.
constexpr std::uint64_t few = 8;

/// A type with a form and a check that chance hardly passes: from `alone_from` valid values on, the values speak for
/// themselves.
Judgement checked(const Evidence& evidence, bool (*form)(std::string_view), bool (*check)(std::string_view),
                  double alone_from, double confidence, std::uint64_t least_distinct = few) {
    Judgement j;
    j.match = evidence.share_of_text(form);
    if (j.match == 0) { return j; }
    j.valid = check == form ? j.match : evidence.share_of_text(check);
    if (j.valid >= alone_from && evidence.distinct() >= least_distinct) { j.alone = confidence; }
    if (j.valid >= 0.5) { j.weak = std::max(j.alone, 0.85); }
    if (j.match >= 0.3) { j.strong = 0.9 + 0.09 * j.match; }
    return j;
}

template <std::size_t Shortest, std::size_t Longest>
bool digits_between(std::string_view text) {
    const Compact c(text, " -/.");
    return c.size() >= Shortest && c.size() <= Longest && values::all_digits(c);
}

template <std::size_t Length>
bool alnum_of(std::string_view text) {
    const Compact c(text, " -.:");
    return c.size() == Length && values::all_alnum(c);
}

bool has_at(std::string_view text) { return text.find('@') != std::string_view::npos; }

bool iban_form(std::string_view text) {
    const Compact c(text, " -.");
    return c.size() >= 15 && c.size() <= 34 && values::is_upper(c[0]) && values::is_upper(c[1]) && is_digit(c[2]) &&
           is_digit(c[3]) && values::all_alnum(c);
}

template <std::size_t... Lengths>
bool hex_of(std::string_view text) {
    return ((text.size() == Lengths) || ...) && std::ranges::all_of(text, values::is_hex);
}

Judgement judge_email(const Evidence& e) { return checked(e, has_at, values::email, 0.5, 0.98, 1); }
Judgement judge_iban(const Evidence& e) { return checked(e, iban_form, values::iban, 0.5, 0.98, 2); }
Judgement judge_bic(const Evidence& e) { return checked(e, values::bic, values::bic, 0.95, 0.8); }
Judgement judge_credit_card(const Evidence& e) {
    return checked(e, digits_between<12, 19>, values::credit_card, 0.8, 0.95);
}
Judgement judge_imei(const Evidence& e) {
    Judgement j = checked(e, digits_between<15, 15>, values::imei, 0.85, 0.92);
    // Cards of 15 digits pass the same check.
    if (j.alone > 0 && e.share_of_text(values::credit_card) > 0.5) { j.alone = 0; }
    return j;
}
bool bitcoin_form(std::string_view text) {
    if (text.starts_with("bc1")) {
        return text.size() >= 26 && text.size() <= 74 &&
               std::ranges::all_of(text, [](char c) { return values::is_lower(c) || is_digit(c); });
    }
    return (text.starts_with('1') || text.starts_with('3')) && text.size() >= 26 && text.size() <= 35 &&
           values::all_alnum(text) && text.find_first_of("0OIl") == std::string_view::npos &&
           std::ranges::any_of(text, values::is_letter);
}
Judgement judge_bitcoin(const Evidence& e) {
    Judgement j = checked(e, bitcoin_form, values::bitcoin, 0.7, 0.95, 2);
    if (j.match >= 0.9 && e.distinct() >= few) { j.alone = std::max(j.alone, 0.75); }
    return j;
}
Judgement judge_ipv6(const Evidence& e) { return checked(e, values::ipv6, values::ipv6, 0.7, 0.96, 1); }
Judgement judge_mac(const Evidence& e) { return checked(e, values::mac, values::mac, 0.7, 0.96, 1); }
Judgement judge_fbp(const Evidence& e) { return checked(e, values::fbp, values::fbp, 0.6, 0.98, 1); }
Judgement judge_fbc(const Evidence& e) { return checked(e, values::fbc, values::fbc, 0.6, 0.98, 1); }
Judgement judge_gclid(const Evidence& e) { return checked(e, values::gclid, values::gclid, 0.8, 0.93, 2); }
Judgement judge_jwt(const Evidence& e) { return checked(e, values::jwt, values::jwt, 0.6, 0.97, 1); }
Judgement judge_gps(const Evidence& e) {
    Judgement j = checked(e, values::gps, values::gps, 0.8, 0.93, 2);
    if (j.strong == 0 && e.kind() == Kind::number && e.quantile(0) >= -180 && e.quantile(1) <= 180) {
        j.match = j.valid = e.share_numeric();
        j.strong = 0.9;
    }
    return j;
}

Judgement judge_ipv4(const Evidence& e) {
    Judgement j = checked(e, values::ipv4, values::ipv4, 0.9, 0.95, 2);
    if (j.alone > 0) {
        // Version numbers of four parts have small first parts; addresses do not.
        const double large =
            e.share([](const SampledValue& v) { return v.text.find('.') >= 2 && v.text.substr(0, 2) >= "20"; });
        if (large < 0.3 && e.distinct() >= few) { j.alone = j.weak = 0; }
    }
    return j;
}

Judgement judge_ga(const Evidence& e) {
    Judgement j = checked(e, values::ga_client_id, values::ga_client_id, 0.6, 0.98, 1);
    // Without the "GA1.2." in front it could be any number.
    if (j.alone > 0 && e.share([](const SampledValue& v) { return v.text.starts_with("GA"); }) < 0.5) { j.alone = 0; }
    return j;
}

Judgement judge_user_agent(const Evidence& e) {
    Judgement j = checked(e, values::user_agent, values::user_agent, 0.7, 0.95, 1);
    if (j.alone > 0 && e.share([](const SampledValue& v) { return v.text.starts_with("Mozilla/"); }) < 0.3) {
        j.alone = 0;
    }
    return j;
}

Judgement judge_url_pii(const Evidence& e) {
    Judgement j;
    const double addresses = e.share_of_text(values::url);
    if (addresses < 0.5) { return j; }
    j.match = j.valid = e.share_of_text(values::url_pii);
    // A single address with somebody's e-mail in it is one too many.
    if (j.match > 0) { j.alone = j.weak = j.strong = 0.9 + 0.09 * j.match; }
    return j;
}

/// "instagram.com/anna.weber" is one as well.
bool is_address(std::string_view text) { return values::url(text) || (text.contains(".com/") && !text.contains(' ')); }

/// "https://network.example/in/anna-weber-10000": a page of somebody, with the name in its address.
bool names_somebody(std::string_view address) {
    static constexpr std::array<std::string_view, 16> places = {
        "/in/",     "/pub/",    "/u/", "/user/",         "/users/",       "/profile/",    "/profil/", "/people/",
        "/person/", "/member/", "/@",  "instagram.com/", "facebook.com/", "twitter.com/", "/x.com/",  "github.com/"};
    address = address.substr(0, address.find_first_of("?#"));
    const bool page = std::ranges::any_of(places, [&](std::string_view place) { return address.contains(place); });
    while (address.ends_with('/')) { address.remove_suffix(1); }
    const std::size_t slash = address.rfind('/');
    if (!page || slash == std::string_view::npos) { return false; }
    constexpr WordLists names = in(WordList::first_names) | in(WordList::last_names);
    const std::string slug = folded(address.substr(slash + 1));
    std::size_t words = 0;
    bool named = false;
    std::size_t start = 0;
    while (start < slug.size()) {
        const std::size_t end = std::min(slug.find_first_of("-_.@0123456789", start), slug.size());
        words += end > start + 1 ? 1 : 0;
        named = named || (end >= start + 3 && (lists_with(slug.substr(start, end - start)) & names) != 0);
        start = end + 1;
    }
    return named && words >= 2;
}

Judgement judge_profile_url(const Evidence& e) {
    Judgement j;
    const double networks = e.share_of_text(values::profile_url);
    const double named =
        e.share_of_text([](std::string_view text) { return is_address(text) && names_somebody(text); });
    j.match = j.valid = std::max(networks, named);
    if (networks >= 0.5) {
        j.alone = j.weak = j.strong = 0.9 + 0.09 * networks;
    } else if (named >= 0.3 && e.distinct() >= 5) {
        j.alone = j.weak = j.strong = 0.9;
    }
    return j;
}

/// Values say little: "4711" may be anything. Only the name makes a secret of them.
Judgement judge_password(const Evidence& e) {
    Judgement j;
    if (e.dated() || e.kind() == Kind::boolean || e.distinct() < 2) { return j; }
    j.match = j.valid = e.share([](const SampledValue& v) { return v.text.size() >= 3 && v.text.size() <= 200; });
    if (j.match >= 0.6) { j.strong = 0.9; }
    // "Client secret 2": letters and digits in one word.
    const double random = e.share([](const SampledValue& v) {
        return v.text.size() >= 8 && v.words == 1 && std::ranges::any_of(v.text, values::is_digit) &&
               std::ranges::any_of(v.text, values::is_letter);
    });
    // "PIN" of four digits; a "pin code" of six is a postal code in India.
    const double pins = e.share(
        [](const SampledValue& v) { return v.text.size() == 4 && std::ranges::all_of(v.text, values::is_digit); });
    if ((random >= 0.9 && e.distinct() >= 10) || (pins >= 0.9 && e.distinct() >= 4)) { j.weak = 0.7; }
    return j;
}

Judgement judge_advertising_id(const Evidence& e) {
    Judgement j = checked(e, values::uuid, values::uuid, 0.9, 0.6);
    // Identifiers of devices are random ones (version 4).
    if (j.alone > 0 && e.share([](const SampledValue& v) { return v.text.size() == 36 && v.text[14] == '4'; }) < 0.8) {
        j.alone = 0;
    }
    j.strong = std::min(j.strong, 0.97);
    if (j.match < 0.3 && !e.numeric()) {
        // Other makers write 16 or 32 hexadecimal digits.
        const double hex = e.share_of_text(hex_of<16, 32, 40, 64>);
        if (hex >= 0.6) {
            j.match = j.valid = hex;
            j.strong = 0.9;
        }
    }
    return j;
}

Judgement judge_hashed_email(const Evidence& e) {
    Judgement j = checked(e, hex_of<32, 40, 64, 96, 128>, hex_of<32, 40, 64, 96, 128>, 2.0, 0);
    j.weak = j.match >= 0.7 ? 0.9 : 0;
    // SHA-256 is how advertising platforms want addresses; one value a person.
    const double rows_a_value = e.rows() / static_cast<double>(std::max<std::size_t>(e.values().size(), 1));
    if (e.share_of_text(hex_of<64>) >= 0.9 && e.distinct() >= few && rows_a_value < 20) { j.alone = 0.7; }
    return j;
}

Judgement judge_vin(const Evidence& e) {
    Judgement j = checked(e, alnum_of<17>, values::vin, 0.7, 0.93);
    const double form = e.share([](const SampledValue& v) {
        return alnum_of<17>(v.text) && v.text.find_first_of("IOQioq") == std::string_view::npos &&
               std::ranges::any_of(v.text, is_digit) && std::ranges::any_of(v.text, values::is_letter);
    });
    if (form >= 0.95 && e.distinct() >= few) {
        j.alone = std::max(j.alone, 0.65);
        j.weak = 0.85;
    }
    return j;
}

// --- numbers of persons ------------------------------------------------------------------------------------

Judgement judge_de_tax_id(const Evidence& e) {
    return checked(e, digits_between<11, 11>, values::de_tax_id, 0.7, 0.93);
}
Judgement judge_de_rvnr(const Evidence& e) { return checked(e, alnum_of<12>, values::de_rvnr, 0.7, 0.95, 3); }
Judgement judge_de_kvnr(const Evidence& e) { return checked(e, alnum_of<10>, values::de_kvnr, 0.7, 0.95, 4); }
Judgement judge_de_id_card(const Evidence& e) {
    Judgement j = checked(e, alnum_of<10>, values::de_id_card, 0.8, 0.93);
    const double documents = e.share([](const SampledValue& v) {
        return v.text.size() >= 7 && v.text.size() <= 12 && std::ranges::any_of(v.text, is_digit);
    });
    if (documents >= 0.6) { j.strong = std::max(j.strong, 0.85); }  // cards and passports of other countries
    if (e.share_of_text([](std::string_view text) { return digits_between<10, 10>(text); }) > 0.5) { j.alone = 0; }
    return j;
}
Judgement judge_de_vat(const Evidence& e) {
    Judgement j = checked(
        e, [](std::string_view text) { return text.starts_with("DE") && digits_between<9, 9>(text.substr(2)); },
        values::de_vat, 0.7, 0.95, 4);
    const double other = e.share([](const SampledValue& v) {
        return v.text.size() >= 8 && v.text.size() <= 16 && values::is_upper(v.text[0]) &&
               values::is_upper(v.text[1]) && std::ranges::any_of(v.text, is_digit);
    });
    if (other >= 0.5) { j.strong = std::max(j.strong, 0.85); }
    return j;
}
Judgement judge_de_tax_number(const Evidence& e) {
    Judgement j = checked(e, values::de_tax_number, values::de_tax_number, 2.0, 0);
    const double slashes = e.share([](const SampledValue& v) {
        return values::de_tax_number(v.text) && std::ranges::count(v.text, '/') == 2 && is_digit(v.text.front()) &&
               v.text.size() >= 12;
    });
    if (slashes >= 0.9 && e.distinct() >= few) { j.alone = 0.85; }
    j.weak = slashes >= 0.5 ? 0.85 : 0;
    return j;
}
Judgement judge_de_plate(const Evidence& e) { return checked(e, values::de_plate, values::de_plate, 0.9, 0.85, 4); }
Judgement judge_at_svnr(const Evidence& e) {
    Judgement j = checked(e, digits_between<10, 10>, values::at_svnr, 0.85, 0.93);
    // The last six digits are the birthday (months above 12 are used when a day's numbers are spent).
    const double birthdays = e.share([](const SampledValue& v) {
        const Compact c(v.text, " ");
        if (c.size() != 10 || !values::all_digits(c)) { return false; }
        const auto day = values::number(c.view().substr(4, 2));
        return day >= 1 && day <= 31 && values::number(c.view().substr(6, 2)) <= 15;
    });
    if (birthdays < 0.8) { j.alone = j.weak = 0; }
    return j;
}
Judgement judge_ch_ahv(const Evidence& e) {
    return checked(
        e, [](std::string_view text) { return text.starts_with("756") && digits_between<13, 13>(text); },
        values::ch_ahv, 0.7, 0.96, 2);
}
Judgement judge_fr_nir(const Evidence& e) { return checked(e, alnum_of<15>, values::fr_nir, 0.7, 0.96, 4); }
Judgement judge_es_dni(const Evidence& e) {
    return checked(
        e, [](std::string_view text) { return alnum_of<9>(text) && values::is_letter(text.back()); }, values::es_dni,
        0.7, 0.95, 4);
}
Judgement judge_it_cf(const Evidence& e) { return checked(e, alnum_of<16>, values::it_cf, 0.6, 0.97, 2); }
Judgement judge_nl_bsn(const Evidence& e) { return checked(e, digits_between<8, 9>, values::nl_bsn, 0.85, 0.9, 15); }
Judgement judge_pl_pesel(const Evidence& e) { return checked(e, digits_between<11, 11>, values::pl_pesel, 0.8, 0.95); }
Judgement judge_se_pnr(const Evidence& e) {
    Judgement j = checked(e, digits_between<10, 12>, values::se_pnr, 0.8, 0.93);
    return j;
}
Judgement judge_be_nn(const Evidence& e) { return checked(e, digits_between<11, 11>, values::be_nn, 0.8, 0.95, 4); }
Judgement judge_uk_nhs(const Evidence& e) {
    Judgement j = checked(e, digits_between<10, 10>, values::uk_nhs, 0.85, 0.9, 25);
    // Books of ten digits pass the same check, but one in eleven ends in X.
    if (e.share_of_text([](std::string_view text) { return text.ends_with('X') && values::isbn(text); }) > 0) {
        j.alone = 0;
    }
    return j;
}
Judgement judge_uk_nino(const Evidence& e) { return checked(e, alnum_of<9>, values::uk_nino, 0.8, 0.95, 3); }
Judgement judge_us_ssn(const Evidence& e) {
    Judgement j = checked(e, digits_between<9, 9>, values::us_ssn, 2.0, 0);
    const double dashed = e.share(
        [](const SampledValue& v) { return v.text.size() == 11 && v.text[3] == '-' && values::us_ssn(v.text); });
    if (dashed >= 0.9 && e.distinct() >= 3) { j.alone = 0.88; }
    return j;
}

Judgement judge_phone(const Evidence& e) {
    Judgement j;
    // A share has a fraction; a number that a spreadsheet took for one has ".0".
    const bool fractions = e.kind() == Kind::number && e.share([](const SampledValue& v) {
        return std::isfinite(v.number) && v.number != std::floor(v.number);
    }) > 0.5;
    if (e.dated() || fractions) { return j; }
    const auto number = [](const SampledValue& v) {
        return values::phone(v.text) && std::ranges::count(v.text, '.') < 3 &&
               std::ranges::count_if(v.text, is_digit) >= 6;
    };
    j.match = e.share([](const SampledValue& v) {
        return std::ranges::count_if(v.text, is_digit) >= 5 &&
               v.text.find_first_not_of("+0123456789 ()/-.,;#tel:xext") == std::string_view::npos;
    });
    j.valid = e.share(number);
    if (j.match == 0) { return j; }
    const double plus = e.share([&](const SampledValue& v) {
        return (v.text[0] == '+' || v.text.starts_with("tel:") || v.text.starts_with("00")) && number(v);
    });
    const double trunk =
        e.share([&](const SampledValue& v) { return (v.text[0] == '0' || v.text[0] == '(') && number(v); });
    const double parted = e.share(
        [&](const SampledValue& v) { return v.text.find_first_of(" /-(") != std::string_view::npos && number(v); });
    const double first_length = static_cast<double>(e.values().front().text.size());
    const double same_length =
        e.share([&](const SampledValue& v) { return static_cast<double>(v.text.size()) == first_length; });
    if (plus + trunk >= 0.85 && e.distinct() >= few && (plus >= 0.1 || (parted >= 0.2 && same_length < 0.9))) {
        j.alone = 0.88;
    }
    // "(555) 010-1234", "555-010-1234 x12" of North America.
    const double american = e.share([&](const SampledValue& v) {
        const std::size_t brace = v.text.find(')');
        const std::size_t dash = v.text.find('-');
        return number(v) &&
               ((v.text[0] == '(' && brace == 4) || (dash == 3 && v.text.size() >= 12 && v.text[7] == '-') ||
                v.text.starts_with("1-") || v.text.find('x') != std::string_view::npos);
    });
    if (american >= 0.4 && parted + plus >= 0.5 && e.distinct() >= few) { j.alone = std::max(j.alone, 0.85); }
    if (plus >= 0.3) { j.alone = std::max(j.alone, plus + parted >= 0.8 ? 0.85 : 0.0); }
    if (j.valid >= 0.6 && plus + trunk + parted >= 0.5) { j.weak = 0.85; }
    // Programs that send keep them without the plus: 33612345678.
    const double bare = e.share([](const SampledValue& v) {
        return v.text.size() >= 10 && std::ranges::all_of(v.text, is_digit) && values::phone("+" + std::string(v.text));
    });
    if (bare >= 0.9 && e.distinct() >= few) { j.weak = 0.85; }
    if (j.match >= 0.4) { j.strong = 0.9 + 0.08 * j.valid; }
    return j;
}

// --- things that are not persons, for contrast -------------------------------------------------------------

Judgement judge_ean(const Evidence& e) {
    Judgement j = checked(e, digits_between<8, 14>, values::ean, 0.85, 0.9);
    if (e.share_of_text(digits_between<13, 13>) < 0.5 && e.share_of_text(digits_between<12, 14>) < 0.8) { j.alone = 0; }
    return j;
}
Judgement judge_isbn(const Evidence& e) { return checked(e, values::isbn, values::isbn, 0.8, 0.91); }
Judgement judge_lei(const Evidence& e) { return checked(e, alnum_of<20>, values::lei, 0.7, 0.95, 3); }
Judgement judge_url(const Evidence& e) {
    Judgement j = checked(e, values::url, values::url, 0.7, 0.85, 1);
    j.strong = std::min(j.strong, 0.85);  // what the address carries weighs more
    return j;
}
Judgement judge_commit(const Evidence& e) {
    Judgement j = checked(e, hex_of<40>, hex_of<40>, 0.9, 0.55);
    j.weak = 0;
    return j;
}

constexpr std::array judges = {
    Judge{"email", judge_email},
    Judge{"phone", judge_phone},
    Judge{"iban", judge_iban},
    Judge{"bic", judge_bic},
    Judge{"credit_card", judge_credit_card},
    Judge{"bitcoin", judge_bitcoin},
    Judge{"ipv4", judge_ipv4},
    Judge{"ipv6", judge_ipv6},
    Judge{"mac", judge_mac},
    Judge{"imei", judge_imei},
    Judge{"advertising_id", judge_advertising_id},
    Judge{"ga_client_id", judge_ga},
    Judge{"fbp", judge_fbp},
    Judge{"fbc", judge_fbc},
    Judge{"gclid", judge_gclid},
    Judge{"hashed_email", judge_hashed_email},
    Judge{"user_agent", judge_user_agent},
    Judge{"jwt", judge_jwt},
    Judge{"url_pii", judge_url_pii},
    Judge{"profile_url", judge_profile_url},
    Judge{"password", judge_password},
    Judge{"gps", judge_gps},
    Judge{"vin", judge_vin},
    Judge{"de_tax_id", judge_de_tax_id},
    Judge{"de_tax_number", judge_de_tax_number},
    Judge{"de_rvnr", judge_de_rvnr},
    Judge{"de_id_card", judge_de_id_card},
    Judge{"de_kvnr", judge_de_kvnr},
    Judge{"de_vat", judge_de_vat},
    Judge{"de_plate", judge_de_plate},
    Judge{"at_svnr", judge_at_svnr},
    Judge{"ch_ahv", judge_ch_ahv},
    Judge{"fr_nir", judge_fr_nir},
    Judge{"es_dni", judge_es_dni},
    Judge{"it_cf", judge_it_cf},
    Judge{"nl_bsn", judge_nl_bsn},
    Judge{"pl_pesel", judge_pl_pesel},
    Judge{"se_pnr", judge_se_pnr},
    Judge{"be_nn", judge_be_nn},
    Judge{"uk_nhs", judge_uk_nhs},
    Judge{"uk_nino", judge_uk_nino},
    Judge{"us_ssn", judge_us_ssn},
    Judge{"ean", judge_ean},
    Judge{"isbn", judge_isbn},
    Judge{"lei", judge_lei},
    Judge{"url", judge_url},
    Judge{"commit", judge_commit},
};

}  // namespace

std::span<const Judge> format_judges() { return judges; }

}  // namespace klarsicht
