#include "profile/values/values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "profile/values/digits.h"

namespace klarsicht {

namespace {

using Check = bool (*)(std::string_view);

bool luhn_value(std::string_view value) { return values::luhn(values::Compact(value, " -")); }

/// By name, sorted. Numbers of persons also go by their country and their own name (`pl.pesel`).
constexpr std::array<std::pair<std::string_view, Check>, 61> checks = {{
    {"advertising_id", values::uuid},
    {"at.vnr", values::at_svnr},
    {"at_svnr", values::at_svnr},
    {"be.nn", values::be_nn},
    {"be_nn", values::be_nn},
    {"bic", values::bic},
    {"bitcoin", values::bitcoin},
    {"ch.ssn", values::ch_ahv},
    {"ch_ahv", values::ch_ahv},
    {"credit_card", values::credit_card},
    {"de.idnr", values::de_tax_id},
    {"de.stnr", values::de_tax_number},
    {"de.vat", values::de_vat},
    {"de_id_card", values::de_id_card},
    {"de_kvnr", values::de_kvnr},
    {"de_plate", values::de_plate},
    {"de_rvnr", values::de_rvnr},
    {"de_tax_id", values::de_tax_id},
    {"de_tax_number", values::de_tax_number},
    {"de_vat", values::de_vat},
    {"ean", values::ean},
    {"email", values::email},
    {"es.dni", values::es_dni},
    {"es_dni", values::es_dni},
    {"fbc", values::fbc},
    {"fbp", values::fbp},
    {"fr.nir", values::fr_nir},
    {"fr_nir", values::fr_nir},
    {"ga_client_id", values::ga_client_id},
    {"gb.nhs", values::uk_nhs},
    {"gclid", values::gclid},
    {"gps", values::gps},
    {"iban", values::iban},
    {"icd10", values::icd10},
    {"imei", values::imei},
    {"ipv4", values::ipv4},
    {"ipv6", values::ipv6},
    {"isbn", values::isbn},
    {"it.codicefiscale", values::it_cf},
    {"it_cf", values::it_cf},
    {"jwt", values::jwt},
    {"lei", values::lei},
    {"luhn", luhn_value},
    {"mac", values::mac},
    {"nl.bsn", values::nl_bsn},
    {"nl_bsn", values::nl_bsn},
    {"phone", values::phone},
    {"pl.pesel", values::pl_pesel},
    {"pl_pesel", values::pl_pesel},
    {"profile_url", values::profile_url},
    {"se.personnummer", values::se_pnr},
    {"se_pnr", values::se_pnr},
    {"uk_nhs", values::uk_nhs},
    {"uk_nino", values::uk_nino},
    {"url", values::url},
    {"url_pii", values::url_pii},
    {"us.ssn", values::us_ssn},
    {"us_ssn", values::us_ssn},
    {"user_agent", values::user_agent},
    {"uuid", values::uuid},
    {"vin", values::vin},
}};

}  // namespace

bool is_valid(std::string_view type, std::string_view value) {
    const auto found = std::ranges::lower_bound(checks, type, {}, &std::pair<std::string_view, Check>::first);
    return found != checks.end() && found->first == type && found->second(value);
}

std::span<const std::string_view> value_types() {
    static constexpr auto names = [] {
        std::array<std::string_view, checks.size()> result{};
        for (std::size_t i = 0; i < checks.size(); ++i) { result[i] = checks[i].first; }
        return result;
    }();
    return names;
}

}  // namespace klarsicht
