// What equal treatment costs with one's own amounts: four of them to type in, and the best value for every allowed
// difference.
#include "app/model/frontier.h"

#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/model/values.h"
#include "app/views/views.h"
#include "app/widgets/field.h"

namespace klarsicht::app {

namespace {

constexpr std::array<std::string_view, 4> amounts = {"tp", "fp", "tn", "fn"};

/// The curve of values over differences, with what is pointed at.
void draw_curve(const Ui& ui, Flow& flow, const Frontier& frontier, const Playground& playground) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float left = flow.x + ui.px(70), right = flow.x + flow.width - ui.px(12), top = flow.y + ui.px(8),
                bottom = flow.y + ui.px(200);
    const double widest = std::max(0.01, frontier.points.back().difference);
    const Axis across = nice_axis(0, widest * 100, 6, false),
               up = nice_axis(frontier.lowest,
                              frontier.highest > frontier.lowest ? frontier.highest : frontier.lowest + 1, 4, false);
    const auto x_of = [&](double difference) {
        return left + (right - left) * static_cast<float>((difference * 100 - across.low) / (across.high - across.low));
    };
    const auto y_of = [&](double value) {
        return bottom - (bottom - top) * static_cast<float>((value - up.low) / (up.high - up.low));
    };
    const auto style_of = [](const Axis& axis) { return "p" + std::to_string(std::min(axis.decimals, 6)); };
    const std::string up_style = style_of(up), across_style = style_of(across);
    for (const double tick : up.ticks()) {
        const float y = std::round(y_of(tick));
        draw_line(ui, ImVec2(left, y), right - left);
        draw_text_right(ui, ImVec2(left - ui.px(8), y - std::round(ui.theme.face(Type::note).line * 0.5f)), Type::note,
                        p.muted, ui.texts.number(tick, up_style));
    }
    for (const double tick : across.ticks()) {
        const std::string text = ui.texts.number(tick, across_style);
        draw_text(ui,
                  ImVec2(std::round(x_of(tick / 100) - text_size(ui, Type::note, text).x * 0.5f), bottom + ui.px(6)),
                  Type::note, p.muted, text);
    }
    draw_text_right(ui, ImVec2(right, bottom + ui.px(24)), Type::note, p.muted, ui.word("app.bias.frontier.axis"));
    std::vector<ImVec2> line;
    for (const stats::FrontierPoint& point : frontier.points) {
        line.emplace_back(x_of(point.difference), y_of(point.objective));
    }
    if (line.size() > 1) { list.AddPolyline(line.data(), static_cast<int>(line.size()), p.reference, 0, ui.px(2)); }
    std::size_t nearest = 0;
    const ImRect box(ImVec2(left - ui.px(10), top), ImVec2(right + ui.px(10), bottom));
    const bool pointed = pointed_at(box);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (std::fabs(line[i].x - ImGui::GetIO().MousePos.x) < std::fabs(line[nearest].x - ImGui::GetIO().MousePos.x)) {
            nearest = i;
        }
        list.AddCircleFilled(line[i], ui.px(3), p.reference);
    }
    for (const std::size_t end : {std::size_t{0}, line.size() - 1}) {
        list.AddCircleFilled(line[end], ui.px(6), end == 0 ? p.pass : p.other);
    }
    if (pointed) {
        list.AddCircleFilled(line[nearest], ui.px(6), p.accent);
        const stats::FrontierPoint& point = frontier.points[nearest];
        std::string text = ui.say(
            Message("app.bias.frontier.point").number("difference", point.difference).number("value", point.objective));
        for (std::size_t g = 0; g < point.groups.size() && g < 6; ++g) {
            text += "\n" + playground.groups[g].label + ": " +
                    value_text(ui.texts, Unit::share, point.groups[g].selection_rate);
        }
        tooltip(ui, text);
    }
    flow.y = bottom + ui.px(48);
}

/// The amounts that the audit used stand there until somebody types.
void fill_amounts(const Ui& ui) {
    State& app = ui.state;
    if (app.frontier.filled) { return; }
    const std::array<double, 4> used = amounts_used(*app.report);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const std::string text = (used[i] < 0 ? "-" : "") + ui.texts.number(std::fabs(used[i]), "");
        text.copy(app.frontier.amounts[i].data(), app.frontier.amounts[i].size() - 1);
        app.frontier.amounts[i][std::min(text.size(), app.frontier.amounts[i].size() - 1)] = '\0';
    }
    app.frontier.filled = true;
}

/// Four fields; empty where what stands there is no number.
std::array<std::optional<double>, 4> draw_amounts(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const float field = ui.px(96), gap = ui.px(18);
    const float cell = std::max(ui.px(190), std::floor((flow.width - 3 * gap) / 4));
    float x = flow.x;
    std::array<std::optional<double>, 4> values;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (x > flow.x && x + cell > flow.x + flow.width + 1) {
            x = flow.x;
            flow.gap(66);
        }
        draw_text(ui, ImVec2(x, flow.y), Type::note, p.muted, ui.word("app.bias.frontier." + std::string(amounts[i])),
                  cell - ui.px(8));
        text_field(ui, ("##" + std::string(amounts[i])).c_str(), ImVec2(x, flow.y + ui.px(20)), field,
                   app.frontier.amounts[i].data(), app.frontier.amounts[i].size(), "0");
        values[i] = amount_of(app.frontier.amounts[i].data());
        x += cell + gap;
    }
    flow.gap(72);
    return values;
}

/// The curve, and what it says.
void draw_costs(const Ui& ui, Flow& flow, const Playground& playground,
                const std::array<std::optional<double>, 4>& values) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    if (std::ranges::any_of(values, [](const auto& value) { return !value.has_value(); })) {
        flow.text(Type::small, p.warn, ui.word("app.bias.frontier.no_number"));
    } else {
        const stats::Costs costs{.tp = *values[0], .fp = *values[1], .tn = *values[2], .fn = *values[3]};
        if (!app.frontier.curve || app.frontier.curve_of != app.playground.finding ||
            app.frontier.curve_costs != std::array{costs.tp, costs.fp, costs.tn, costs.fn}) {
            app.frontier.curve = frontier_of(playground, costs);
            app.frontier.curve_of = app.playground.finding;
            app.frontier.curve_costs = {costs.tp, costs.fp, costs.tn, costs.fn};
        }
        const Frontier& frontier = *app.frontier.curve;
        if (frontier.points.empty()) {
            flow.text(Type::small, p.muted, ui.word("app.bias.frontier.none"));
        } else {
            draw_curve(ui, flow, frontier, playground);
            const stats::FrontierPoint& equal = frontier.points.front();
            const stats::FrontierPoint& free = frontier.points.back();
            flow.text(Type::small, p.text,
                      ui.say(Message(frontier.points.size() == 1 ? "app.bias.frontier.free" : "app.bias.frontier.cost")
                                 .number("equal", equal.objective)
                                 .number("best", free.objective)
                                 .number("equal_gap", equal.difference)
                                 .number("gap", free.difference)
                                 .number("loss", free.objective - equal.objective)),
                      text_measure);
        }
    }
}

}  // namespace

void draw_frontier(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    std::vector<std::size_t> playable;
    for (const std::size_t index : findings) {
        if (playground_of(app.report->findings[index]).groups.size() > 1) { playable.push_back(index); }
    }
    if (playable.empty()) { return; }
    if (std::ranges::find(playable, app.playground.finding) == playable.end()) {
        app.playground.finding = playable.front();
    }
    ImGui::PushID("frontier");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.frontier.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.frontier.text"), text_measure);
    inner.gap(12);
    if (playable.size() > 1) {
        const auto current =
            static_cast<std::size_t>(std::ranges::find(playable, app.playground.finding) - playable.begin());
        std::vector<std::string> labels;
        for (const std::size_t index : playable) { labels.push_back(app.report->findings[index].subject_text()); }
        if (const auto pressed = draw_choices(ui, inner, "findings", labels, current)) {
            app.playground.finding = playable[*pressed];
        }
    }
    const Playground playground = playground_of(app.report->findings[app.playground.finding]);
    fill_amounts(ui);
    const std::array<std::optional<double>, 4> values = draw_amounts(ui, inner);
    draw_costs(ui, inner, playground, values);
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(22);
    ImGui::PopID();
}

}  // namespace klarsicht::app
