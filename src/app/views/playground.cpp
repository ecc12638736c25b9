// A threshold on a score, moved by hand: who is selected, who is passed over, and which of five notions of fairness
// hold.
#include "app/model/playground.h"

#include <algorithm>
#include <cmath>

#include "app/model/values.h"
#include "app/views/views.h"
#include "app/widgets/slider.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

/// Notions no farther apart than this are shown as equal.
constexpr double equal_within = 0.02;

/// A group's scores as columns; those at or above the threshold in full colour.
void draw_scores(const Ui& ui, const ImRect& box, const Playground::Group& group, std::size_t threshold, double highest,
                 ImU32 color) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::vector<double> shares = score_shares(group);
    const float from = box.Min.x + ui.px(8), to = box.Max.x - ui.px(8),
                width = (to - from) / static_cast<float>(shares.size() - 1);
    for (std::size_t i = 1; i < shares.size(); ++i) {
        const float left = from + width * static_cast<float>(i - 1),
                    height = static_cast<float>(shares[i] / highest) * (box.Max.y - box.Min.y);
        const bool selected = i > threshold;
        list.AddRectFilled(ImVec2(left, box.Max.y - std::max(height, shares[i] > 0 ? 1.0f : 0.0f)),
                           ImVec2(left + std::max(1.0f, width - ui.theme.hair()), box.Max.y),
                           selected ? color : mixed(color, p.surface, 0.65f));
    }
    list.AddRectFilled(ImVec2(from, box.Max.y), ImVec2(to, box.Max.y + ui.theme.hair()), p.line);
}

/// The line of one notion: both groups' figures as dots on one scale, and whether they are equal.
void draw_notion(const Ui& ui, Flow& flow, std::string_view notion, double reference, double other,
                 ImU32 reference_color, ImU32 other_color) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool known = std::isfinite(reference) && std::isfinite(other);
    const bool equal = known && std::fabs(reference - other) <= equal_within;
    const float row = ui.px(44), name_width = std::min(ui.px(230), flow.width * 0.34f), verdict_width = ui.px(120);
    const std::string key = "app.bias.notion." + std::string(notion);
    draw_text(ui, ImVec2(flow.x, flow.y + ui.px(4)), Type::small_strong, p.text, ui.word(key), name_width);
    draw_text(ui, ImVec2(flow.x, flow.y + ui.px(22)), Type::note, p.muted, ui.word(key + ".means"), name_width);
    const float from = flow.x + name_width + ui.px(16), to = flow.x + flow.width - verdict_width - ui.px(16),
                middle = std::round(flow.y + row * 0.5f);
    list.AddRectFilled(ImVec2(from, middle - ui.px(1)), ImVec2(to, middle + ui.px(1)), p.line);
    const auto x_of = [&](double value) { return from + (to - from) * static_cast<float>(value); };
    if (known) {
        list.AddRectFilled(ImVec2(std::min(x_of(reference), x_of(other)), middle - ui.px(2)),
                           ImVec2(std::max(x_of(reference), x_of(other)), middle + ui.px(2)), equal ? p.pass : p.warn);
    }
    if (std::isfinite(reference)) { list.AddCircleFilled(ImVec2(x_of(reference), middle), ui.px(6), reference_color); }
    if (std::isfinite(other)) { list.AddCircleFilled(ImVec2(x_of(other), middle), ui.px(6), other_color); }
    const std::string verdict = !known  ? std::string(ui.word("app.value.undefined"))
                                : equal ? std::string(ui.word("app.bias.playground.equal"))
                                        : value_text(ui.texts, Unit::points, std::fabs(reference - other));
    draw_icon(ui, ImVec2(to + ui.px(16), middle - ui.px(9)), ui.px(18), equal ? ICON_CIRCLE_CHECK : ICON_TRIANGLE_ALERT,
              !known  ? p.faint
              : equal ? p.pass
                      : p.warn,
              15);
    draw_text(ui, ImVec2(to + ui.px(40), middle - std::round(ui.theme.face(Type::small).line * 0.5f)), Type::small,
              p.text, verdict, verdict_width - ui.px(24));
    const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + row));
    if (pointed_at(box)) {
        tooltip(ui, std::string(ui.word(key)) + ": " + value_text(ui.texts, Unit::share, reference) + " / " +
                        value_text(ui.texts, Unit::share, other));
    }
    flow.y += row;
}

/// A group's scores with its threshold to move, and what that does.
struct Side {
    const Playground& playground;
    const Playground::Group& group;
    std::size_t& threshold;
    double highest;  ///< share that fills the height
    ImU32 color;
};

void draw_side(const Ui& ui, Flow& flow, std::string_view id, const Side& side) {
    const Palette& p = ui.colors();
    const Playground::Group& group = side.group;
    draw_text(ui, flow.at(), Type::small_strong, p.text, group.label, flow.width * 0.6f);
    draw_text_right(ui, ImVec2(flow.x + flow.width, flow.y), Type::note, p.muted,
                    "n = " + ui.texts.integer(static_cast<std::int64_t>(group.n)));
    flow.gap(24);
    draw_scores(ui, ImRect(flow.at(), ImVec2(flow.x + flow.width, flow.y + ui.px(90))), group, side.threshold,
                side.highest, side.color);
    flow.gap(92);
    draw_slider(ui, id, ImRect(flow.at(), ImVec2(flow.x + flow.width, flow.y + ui.px(30))), side.threshold,
                side.playground.thresholds.size(), side.color);
    flow.gap(34);
    const std::uint64_t good = group.good[side.threshold], bad = group.bad[side.threshold];
    flow.text(Type::small, p.text,
              ui.say(Message("app.bias.playground.side")
                         .text("threshold", ui.texts.number(side.playground.thresholds[side.threshold], ""))
                         .count("selected", group.selected[side.threshold])
                         .count("bad", bad)
                         .count("missed", group.positives - good)));
    flow.gap(6);
}

/// Both groups beside each other, or below each other where it is narrow.
void draw_sides(const Ui& ui, Flow& flow, const Playground& playground, PlaygroundPanel& panel) {
    const Playground::Group& reference = playground.groups[playground.reference];
    const Playground::Group& other = playground.groups[panel.group];
    double highest = 1e-9;
    for (const Playground::Group* group : {&reference, &other}) {
        const std::vector<double> shares = score_shares(*group);
        for (std::size_t i = 1; i < shares.size(); ++i) { highest = std::max(highest, shares[i]); }
    }
    const bool two = flow.width >= ui.px(760);
    const float gap = ui.px(32), width = two ? std::floor((flow.width - gap) * 0.5f) : flow.width;
    Flow left{ui, flow.x, flow.y, width};
    draw_side(ui, left, "reference", {playground, reference, *panel.threshold, highest, ui.colors().reference});
    Flow right{ui, two ? flow.x + width + gap : flow.x, two ? flow.y : left.y + ui.px(12), width};
    std::size_t second = panel.own_threshold.value_or(*panel.threshold);
    draw_side(ui, right, "other", {playground, other, second, highest, ui.colors().other});
    if (panel.own_threshold) {
        panel.own_threshold = second;
    } else {
        panel.threshold = second;  // one threshold for both, from whichever side it is moved
    }
    flow.y = std::max(left.y, right.y);
}

/// What the thresholds make of five notions of fairness, and a button each to have the other group's rate equal.
void draw_notions(const Ui& ui, Flow& flow, const Playground& playground, PlaygroundPanel& panel) {
    const Palette& p = ui.colors();
    const Playground::Group& reference = playground.groups[playground.reference];
    const Playground::Group& other = playground.groups[panel.group];
    const std::array<double, 5> wanted = notions_at(reference, *panel.threshold);
    const std::array<double, 5> have = notions_at(other, panel.own_threshold.value_or(*panel.threshold));
    flow.text(Type::small_strong, p.text, ui.word("app.bias.playground.notions"));
    flow.gap(4);
    std::size_t equal = 0;
    for (std::size_t i = 0; i < fairness_notions.size(); ++i) {
        draw_notion(ui, flow, fairness_notions[i], wanted[i], have[i], p.reference, p.other);
        equal += std::fabs(wanted[i] - have[i]) <= equal_within ? 1 : 0;
    }
    flow.gap(8);
    ImVec2 at = flow.at();
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string label = ui.say(Message("app.bias.playground.make_equal")
                                             .term("notion", "app.bias.notion." + std::string(fairness_notions[i])));
        if (at.x > flow.x && at.x + button_width(ui, label) > flow.x + flow.width) {
            at = ImVec2(flow.x, at.y + ui.px(button_height + 6));
        }
        ImGui::PushID(static_cast<int>(i));
        if (button(ui, "equal", at, label)) {
            panel.own_threshold = nearest_threshold(playground, panel.group, i, wanted[i]);
        }
        ImGui::PopID();
        at.x += button_width(ui, label) + ui.px(6);
    }
    flow.y = at.y + ui.px(button_height + 12);
    const auto base = [](const Playground::Group& group) {
        const std::uint64_t known = group.positives + group.negatives;
        return known == 0 ? std::nan("") : static_cast<double>(group.positives) / static_cast<double>(known);
    };
    flow.text(Type::small, p.muted,
              ui.say(Message("app.bias.playground.impossible")
                         .count("equal", equal)
                         .text("reference", reference.label)
                         .text("other", other.label)
                         .number("reference_base", base(reference))
                         .number("other_base", base(other))),
              text_measure);
}

/// Which columns, which group beside the reference, and whether it has a threshold of its own.
Playground choose(const Ui& ui, Flow& flow, const std::vector<std::size_t>& playable, PlaygroundPanel& panel) {
    const ReportModel& report = *ui.state.report;
    if (playable.size() > 1) {
        const auto current = static_cast<std::size_t>(std::ranges::find(playable, panel.finding) - playable.begin());
        std::vector<std::string> labels;
        for (const std::size_t index : playable) { labels.push_back(report.findings[index].subject_text()); }
        if (const auto pressed = draw_choices(ui, flow, "findings", labels, current)) {
            panel.finding = playable[*pressed];
            panel.threshold.reset();
        }
    }
    Playground playground = playground_of(report.findings[panel.finding]);
    const std::size_t places = playground.thresholds.size();
    const std::size_t shown = std::min<std::size_t>(playground.groups.size(), 12);
    if (panel.group >= shown || panel.group == playground.reference) {
        panel.group = playground.reference == 0 ? 1 : 0;
    }
    if (shown > 2) {
        std::vector<std::string> labels;
        for (std::size_t i = 0; i < shown; ++i) {
            labels.push_back(i == playground.reference ? std::string() : playground.groups[i].label);
        }
        if (const auto pressed = draw_choices(ui, flow, "groups", labels, panel.group)) { panel.group = *pressed; }
    }
    if (!panel.threshold || *panel.threshold >= places) {
        panel.threshold = places / 2;
        panel.own_threshold.reset();
    }
    if (panel.own_threshold && *panel.own_threshold >= places) { panel.own_threshold.reset(); }
    bool own = panel.own_threshold.has_value();
    flow.gap(4);
    if (checkbox(ui, "own", flow.at(), ui.word("app.bias.playground.own"), own, flow.width)) {
        panel.own_threshold = own ? panel.threshold : std::nullopt;
    }
    flow.y += ui.px(32);
    return playground;
}

}  // namespace

void draw_playground(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings) {
    const Palette& p = ui.colors();
    PlaygroundPanel& panel = ui.state.playground;
    std::vector<std::size_t> playable;
    for (const std::size_t index : findings) {
        if (!playground_of(ui.state.report->findings[index]).groups.empty()) { playable.push_back(index); }
    }
    if (playable.empty()) { return; }
    if (std::ranges::find(playable, panel.finding) == playable.end()) {
        panel.finding = playable.front();
        panel.threshold.reset();
    }
    ImGui::PushID("playground");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.playground.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.playground.text"), text_measure);
    inner.gap(12);
    const Playground playground = choose(ui, inner, playable, panel);
    draw_sides(ui, inner, playground, panel);
    inner.gap(10);
    draw_notions(ui, inner, playground, panel);
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(22);
    ImGui::PopID();
}

}  // namespace klarsicht::app
