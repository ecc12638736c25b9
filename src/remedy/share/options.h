#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/context.h"
#include "audit/equivalence_classes.h"
#include "remedy/fields.h"

namespace klarsicht::remedy {

/// What can be done with a column of a file that is handed on.
struct ShareOption {
    std::string id;                  ///< keep, leave_out, width:10 …
    std::optional<RemedyStep> step;  ///< nothing: it stays as it is
    Message label;                   ///< key `task.share.do.…`
    bool needs_key = false;
};

/// Forms of a column from the finest to the coarsest, each a coarsening of the one before: as it is, coarser ones that
/// change something, left out.
struct ShareForms {
    std::vector<ShareOption> options;
    std::vector<privacy::ValueIds> ids;  ///< [options] which value each spelling then is
    std::vector<double> losses;          ///< [options] share of what the column tells that is lost: see loss_of
};
/// @param k of which the least number of people of a value is a multiple @param word for merged values
ShareForms share_forms(const AuditContext& context, std::size_t column, double k, const std::string& word);

/// What else can be put in the column's place: pseudonyms, random numbers, masks, parts of an address.
std::vector<ShareOption> share_replacements(const AuditContext& context, std::size_t column);

/// Which value each spelling is with a replacement; nothing for texts, which are read only when they are written.
std::optional<privacy::ValueIds> ids_with(const CurrentColumn& column, const privacy::ValueIds& as_is,
                                          std::string_view option);

/// How much of what a column tells goes: 1 − H(coarse) / H(as it is), the non-uniform entropy measure of A. De Waal and
/// L. Willenborg (1999) for a column, between 0 and 1. @param rows [codes] rows of each spelling
double loss_of(const privacy::ValueIds& as_is, const privacy::ValueIds& coarse, const std::vector<std::uint32_t>& rows);

/// What is proposed for a column that is not made coarser for the sake of k, as an option's id. @param needed the
/// recipient needs it: it stays as fine as possible
std::string suggested_option(const AuditContext& context, std::size_t column, bool needed);

/// Whether the column is a text in which people write freely.
bool is_free_text(const AuditContext& context, std::size_t column);

}  // namespace klarsicht::remedy
