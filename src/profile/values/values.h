#pragma once
#include <span>
#include <string_view>

namespace klarsicht {

/// Does the value stand up as one of that type: its form, its check digits, its dates and ranges? Says nothing about
/// whether it was issued.
/// @param type one of `value_types()`; of an unknown type nothing is valid
bool is_valid(std::string_view type, std::string_view value);

/// The types that `is_valid` knows, sorted.
std::span<const std::string_view> value_types();

namespace values {

// One function a type, grouped by family. All accept the separators in common use.

bool iban(std::string_view value);         ///< ISO 13616: length of the country, remainder 1 modulo 97
bool bic(std::string_view value);          ///< ISO 9362: 8 or 11 characters, an existing country
bool credit_card(std::string_view value);  ///< ISO/IEC 7812: a known range and its length, Luhn

bool email(std::string_view value);
bool phone(std::string_view value);  ///< international (a country's code and length) or national with a leading 0

bool ipv4(std::string_view value);
bool ipv6(std::string_view value);
bool mac(std::string_view value);
bool uuid(std::string_view value);
bool imei(std::string_view value);
bool jwt(std::string_view value);
bool url(std::string_view value);
/// An address of a page that carries somebody's e-mail address, name, telephone number or customer number in its
/// parameters.
bool url_pii(std::string_view value);
/// The address of a person's own page in a social network.
bool profile_url(std::string_view value);
bool user_agent(std::string_view value);
bool ga_client_id(std::string_view value);
bool fbp(std::string_view value);
bool fbc(std::string_view value);
bool gclid(std::string_view value);
bool gps(std::string_view value);  ///< latitude and longitude in degrees with at least three decimals

bool de_tax_id(std::string_view value);      ///< Steuer-ID, § 139b AO: 11 digits, ISO 7064 mod 11,10
bool de_tax_number(std::string_view value);  ///< Steuernummer, as the federal states write it
bool de_rvnr(std::string_view value);        ///< Versicherungsnummer of the pension insurance, § 147 SGB VI
bool de_kvnr(std::string_view value);        ///< Krankenversichertennummer, § 290 SGB V
bool de_id_card(std::string_view value);     ///< serial number with check digit (ICAO 9303, weights 7 3 1)
bool de_vat(std::string_view value);         ///< USt-IdNr.
bool de_plate(std::string_view value);       ///< Kfz-Kennzeichen

bool at_svnr(std::string_view value);
bool ch_ahv(std::string_view value);
bool fr_nir(std::string_view value);
bool es_dni(std::string_view value);
bool it_cf(std::string_view value);
bool nl_bsn(std::string_view value);
bool pl_pesel(std::string_view value);
bool se_pnr(std::string_view value);
bool be_nn(std::string_view value);
bool uk_nhs(std::string_view value);
bool uk_nino(std::string_view value);
bool us_ssn(std::string_view value);

bool vin(std::string_view value);  ///< ISO 3779, check digit of the ninth place
bool ean(std::string_view value);
bool isbn(std::string_view value);
bool lei(std::string_view value);  ///< ISO 17442
bool icd10(std::string_view value);

bool bitcoin(std::string_view value);  ///< base58check (P2PKH, P2SH) or bech32 (BIP 173, 350)

}  // namespace values
}  // namespace klarsicht
