// A new file with a remedy against unequal treatment carried out: what, for whom, and what it cost.
#include <algorithm>

#include "app/model/remedy_choice.h"
#include "app/views/views.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// The amounts typed above, where all of them are numbers; else a hit is worth 1 and a wrong selection costs 1.
std::array<double, 4> costs_of(const State& app) {
    std::array<double, 4> costs = {1, -1, 0, 0};
    if (!app.frontier.filled) { return costs; }
    std::array<double, 4> typed{};
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const auto amount = amount_of(app.frontier.amounts[i].data());
        if (!amount) { return costs; }
        typed[i] = *amount;
    }
    return typed;
}

void draw_result(const Ui& ui, Flow& flow, const RemediedFile& file) {
    const Palette& p = ui.colors();
    if (!file.error.empty()) {
        flow.text(Type::small, p.warn, file.error, text_measure);
        return;
    }
    flow.text(Type::small_strong, p.pass, ui.say(Message("remedy.done").text("name", file.name)), text_measure);
    flow.gap(8);
    for (const std::string& effect : file.effects) {
        draw_icon(ui, ImVec2(flow.x, flow.y + ui.px(1)), ui.px(18), ICON_CHECK, p.pass, 15);
        flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(26), flow.y), Type::small, p.text, effect,
                                 std::min(flow.width - ui.px(26), ui.px(text_measure))) +
                  ui.px(6);
    }
    flow.text(Type::small, p.muted, ui.word("remedy.next"), text_measure);
}

/// What a person is asked for the remedy that is chosen; an answer that changes drops the file made before.
class Questions {
public:
    Questions(const Ui& ui, Flow& flow) : ui_(ui), flow_(flow) {}

    void ask(std::string_view what) {
        flow_.text(Type::small_strong, ui_.colors().text, ui_.word("remedy." + std::string(what)));
        flow_.gap(6);
    }
    void choose(std::string_view what, const std::vector<std::string>& labels, std::size_t& chosen) {
        ask(what);
        if (const auto pressed = draw_choices(ui_, flow_, what, labels, chosen)) {
            chosen = *pressed;
            ui_.state.remedy.file.reset();
        }
        flow_.gap(4);
    }
    void choose_columns(const std::vector<std::string>& columns, std::set<std::string>& chosen) {
        ask("columns");
        std::vector<bool> on;
        for (const std::string& column : columns) { on.push_back(chosen.contains(column)); }
        if (const auto pressed = draw_toggles(ui_, flow_, "columns", columns, on)) {
            if (on[*pressed]) {
                chosen.erase(columns[*pressed]);
            } else {
                chosen.insert(columns[*pressed]);
            }
            ui_.state.remedy.file.reset();
        }
        flow_.gap(4);
    }
    template <class Names>
    std::vector<std::string> words(const Names& names) const {
        std::vector<std::string> labels;
        for (const std::string_view name : names) { labels.emplace_back(ui_.word("remedy." + std::string(name))); }
        return labels;
    }

private:
    const Ui& ui_;
    Flow& flow_;
};

std::string_view draw_questions(const Ui& ui, Flow& flow, const RemedyOptions& options, RemedyChoice& choice) {
    Questions questions(ui, flow);
    questions.choose("what", questions.words(options.remedies), choice.remedy);
    const std::string_view remedy = options.remedies[choice.remedy];
    flow.text(Type::small, ui.colors().muted, ui.word("remedy." + std::string(remedy) + ".text"), text_measure);
    flow.gap(14);
    questions.choose("by", options.by, choice.by);
    if (remedy == "thresholds") {
        questions.choose("parity", questions.words(parities), choice.parity);
    } else if (remedy != "reweigh") {
        questions.choose_columns(options.columns, choice.columns);
        std::size_t half = choice.half ? 1 : 0;
        questions.choose("level", {std::string(ui.word("remedy.all")), std::string(ui.word("remedy.half"))}, half);
        choice.half = half == 1;
    }
    return remedy;
}

/// What the law asks stands before the button, not after it.
void draw_law(const Ui& ui, Flow& flow, std::string_view remedy) {
    const Palette& p = ui.colors();
    const std::string_view law = ui.word(remedy == "thresholds" ? "remedy.law.decides" : "remedy.law.learns");
    const float pad = ui.px(14), width = std::min(flow.width, ui.px(text_measure + 60)),
                text = width - 2 * pad - ui.px(26);
    const float height = text_height(ui, Type::small, law, text) + 2 * pad;
    draw_box(ui, ImRect(flow.at(), ImVec2(flow.x + width, flow.y + height)), p.background, p.line, 10);
    draw_icon(ui, ImVec2(flow.x + pad, flow.y + pad + ui.px(1)), ui.px(18), ICON_SCALE, p.muted, 15);
    draw_paragraph(ui, ImVec2(flow.x + pad + ui.px(26), flow.y + pad), Type::small, p.text, law, text);
    flow.y += height + ui.px(14);
}

}  // namespace

void draw_remedies(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const RemedyOptions options = remedy_options(*app.report);
    if (options.remedies.empty()) { return; }
    app.remedy.choice = settled(std::move(app.remedy.choice), options);
    ImGui::PushID("remedies");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("remedy.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("remedy.text"), text_measure);
    inner.gap(14);
    draw_law(ui, inner, draw_questions(ui, inner, options, app.remedy.choice));
    const json remedies = remedies_of(app.remedy.choice, options, costs_of(app));
    if (remedies.empty()) {
        inner.text(Type::small, p.muted, ui.word("remedy.choose_column"), text_measure);
    } else if (app.remedy.working) {
        inner.text(Type::small, p.muted, ui.word("remedy.working"), text_measure);
    } else {
        if (button(ui, "make", inner.at(), ui.word("remedy.make"), ICON_DOWNLOAD, ButtonKind::primary)) {
            app.remedy.file.reset();
            app.remedy.working = true;
            ui.send(json{{"type", "remedy"}, {"remedies", remedies}});
        }
        inner.gap(button_height);
    }
    if (app.remedy.file) {
        inner.gap(14);
        draw_result(ui, inner, *app.remedy.file);
    }
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(22);
    ImGui::PopID();
}

}  // namespace klarsicht::app
