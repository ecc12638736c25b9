#include "session/sharing_json.h"

#include <algorithm>

#include "base/json.h"
#include "base/listed.h"

namespace klarsicht {

namespace {

json figures_to_json(const ShareRisk& before, const ShareRisk& after, bool of_people, const Texts& texts) {
    json list = json::array();
    for (const ShareFigureText& one : share_figures_text(before, after, of_people, texts)) {
        list.push_back({{"id", one.id}, {"label", one.label}, {"before", one.before}, {"after", one.after}});
    }
    return list;
}

/// What goes of a column, in one sentence.
Message lost_of(const remedy::ShareColumn& column) {
    const std::string& id = column.options[column.chosen].id;
    if (id == "leave_out") { return Message("task.share.lost.leave_out"); }
    if (id == "keep") { return Message("task.share.lost.keep"); }
    if (id == "pseudonym" || id == "number") { return Message("task.share.lost.replaced"); }
    if (id == "mask") { return Message("task.share.lost.mask"); }
    if (!column.values) { return Message("task.share.lost.text"); }
    return Message("task.share.lost.values").count("before", column.values_before).count("values", *column.values);
}

json options_to_json(const remedy::ShareColumn& column, const Texts& texts) {
    json list = json::array();
    for (const remedy::ShareOption& option : column.options) {
        list.push_back({{"id", option.id}, {"label", texts.format(option.label)}, {"key", option.needs_key}});
    }
    return list;
}

json notes_of(const remedy::Sharing& sharing, const Texts& texts) {
    json notes = json::array();
    const auto add = [&](const Message& note) { notes.push_back(texts.format(note)); };
    if (!sharing.naming.empty()) { add(Message("task.share.naming").text("columns", listed(sharing.naming))); }
    if (sharing.reaches) { add(Message(sharing.least ? "task.share.proof.least" : "task.share.proof.bounded")); }
    if (!sharing.reaches) { add(Message("task.share.how")); }
    const bool others = std::ranges::any_of(sharing.columns, &remedy::ShareColumn::known_to_others);
    if (!others) { add(Message("task.share.nothing_known")); }
    return notes;
}

}  // namespace

json sharing_to_json(const remedy::Sharing& sharing, const Texts& texts) {
    json columns = json::array();
    bool needs_key = false;
    for (const remedy::ShareColumn& column : sharing.columns) {
        const remedy::ShareOption& chosen = column.options[column.chosen];
        needs_key = needs_key || chosen.needs_key;
        columns.push_back({{"name", column.name},
                           {"meaning", column.meaning.empty() ? "" : texts.text("meaning." + column.meaning)},
                           {"known", column.known_to_others},
                           {"needed", column.needed},
                           {"chosen", chosen.id},
                           {"proposed", column.options[column.proposed].id},
                           {"options", options_to_json(column, texts)},
                           {"lost", texts.format(lost_of(column))},
                           {"loss", column.loss ? json(*column.loss) : json(nullptr)}});
    }
    const ShareRisk before{sharing.before.risk, sharing.before.personal};
    const ShareRisk after{sharing.after.risk, sharing.after.personal};
    const Message rows = Message("task.share.rows").count("rows", sharing.small_rows).count("k", sharing.k);
    return {{"columns", std::move(columns)},
            {"figures", figures_to_json(before, after, sharing.of_people, texts)},
            {"reached", sharing.reaches},
            {"verdict", texts.format(share_verdict(after.risk, sharing.k, sharing.of_people))},
            {"notes", notes_of(sharing, texts)},
            {"rows", {{"on", sharing.leave_out_rows}, {"count", sharing.small_rows}, {"label", texts.format(rows)}}},
            {"needs_key", needs_key},
            {"k", sharing.k}};
}

json shared_to_json(const ShareSheet& sheet, const Texts& texts) {
    json effects = json::array();
    for (const Message& effect : sheet.effects) { effects.push_back(texts.format(effect)); }
    json notes = json::array();
    if (!sheet.after.naming.empty()) {
        notes.push_back(texts.format(Message("task.share.naming").text("columns", listed(sheet.after.naming))));
    }
    for (const Message& finding : sheet.after.findings) { notes.push_back(texts.format(finding)); }
    return {{"reached", sheet.after.reaches()},
            {"verdict", texts.format(share_verdict(sheet.after.figures.risk, sheet.after.k, sheet.after.of_people))},
            {"notes", std::move(notes)},
            {"figures", figures_to_json(sheet.before, sheet.after.figures, sheet.after.of_people, texts)},
            {"effects", std::move(effects)},
            {"rows", sheet.after.rows},
            {"sha256", sheet.after.sha256}};
}

}  // namespace klarsicht
