#pragma once
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/context.h"
#include "remedy/remedy.h"

namespace klarsicht::remedy {

/// One entry of `plan.remedies`, read with errors that name it.
class Fields {
public:
    /// @param key for keyed pseudonyms; must outlive the fields
    Fields(const RemedyStep& step, const AuditContext& context, std::string_view key = {})
        : step_(step), context_(context), key_(key) {}

    const std::string& name() const { return step_.kind; }
    std::string_view key() const { return key_; }
    bool has(std::string_view field) const { return step_.find(field) != nullptr; }
    /// The field's column. Without the field: the first column with that role, if one is given.
    Result<std::size_t> column(std::string_view field, std::optional<Role> otherwise = std::nullopt) const;
    /// Columns of a list or a single name. Without the field: all columns with that role.
    Result<std::vector<std::size_t>> columns(std::string_view field,
                                             std::optional<Role> otherwise = std::nullopt) const;
    Result<double> number(std::string_view field, double otherwise, double low, double high) const;
    Result<bool> flag(std::string_view field, bool otherwise) const;
    Result<std::string> text(std::string_view field, std::string_view otherwise) const;
    /// Place of the field's word in a list of words.
    Result<std::size_t> one_of(std::string_view field, std::initializer_list<std::string_view> words) const;
    /// A number inside an object, e.g. costs.tp.
    Result<double> number_in(std::string_view field, std::string_view member, double otherwise) const;
    std::unexpected<Error> wrong(std::string_view field, std::string_view expected) const;
    /// The remedy cannot be carried out on this file. @param reason ends the key `error.remedy.…`
    std::unexpected<Error> impossible(std::string_view reason, std::string_view column = {}) const;
    std::unexpected<Error> key_too_short() const;

private:
    /// The field's value if it is of that kind, else nullptr.
    template <class T>
    const T* get(std::string_view field) const {
        const RemedyValue* value = step_.find(field);
        return value == nullptr ? nullptr : std::get_if<T>(value);
    }
    Result<std::size_t> known_column(std::string_view field, std::string_view name) const;

    const RemedyStep& step_;
    const AuditContext& context_;
    std::string_view key_;
};

/// A number as a cell: shortest spelling that reads back exactly.
std::string cell_of(double value);

/// Builds a column from values by row, each spelling kept once.
class ColumnWriter {
public:
    ColumnWriter(std::string name, std::optional<std::size_t> replaces, std::size_t rows);
    void add(std::string spelling);
    RemedyColumn finish() { return std::move(column_); }

private:
    RemedyColumn column_;
    std::map<std::string, std::uint32_t, std::less<>> codes_;
};

/// What a column holds by now: as the file has it, or as the remedies before made it.
struct CurrentColumn {
    const std::vector<std::uint32_t>* codes = nullptr;
    std::vector<std::string_view> spellings;  ///< [codes]
    std::vector<double> values;               ///< [codes] numbers; NaN where it is none
    std::vector<double> days;           ///< [codes] days since 1970-01-01; NaN where it is no date; empty: no dates
    std::vector<std::uint8_t> missing;  ///< [codes] 1: nothing is known
    std::string name;
    bool made = false;  ///< by a remedy before

    CurrentColumn(const AuditContext& context, const Remedied& so_far, std::size_t column);
    double value(std::size_t row) const { return values[(*codes)[row]]; }
    bool numeric() const;
};

using Apply = Result<void> (*)(const Fields&, const AuditContext&, Remedied&);
Result<void> reweigh(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> thresholds(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> repair(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> remove_correlation(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> generalise(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> drop(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> coarsen_date(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> shorten(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> merge_rare(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> pseudonymise(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> mask(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> partial_email(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> mask_text(const Fields& fields, const AuditContext& context, Remedied& result);
Result<void> suppress(const Fields& fields, const AuditContext& context, Remedied& result);

/// Puts a column in its place in which every spelling stands for another. @param spellings [codes of `current`]
void put_instead(Remedied& result, std::size_t column, const CurrentColumn& current,
                 std::vector<std::string> spellings);

/// Puts a made column in its place: it replaces one made before for the same column or of the same new name.
void put(Remedied& result, RemedyColumn column);

}  // namespace klarsicht::remedy
