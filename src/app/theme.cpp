#include "app/theme.h"

#include <initializer_list>
#include <string_view>

#include "app_icons.h"
#include "base/asset.h"

namespace klarsicht::app {

namespace {

constexpr ImU32 rgb(std::uint32_t hex) { return IM_COL32((hex >> 16) & 0xFF, (hex >> 8) & 0xFF, hex & 0xFF, 0xFF); }

constexpr Palette light_palette = {.background = rgb(0xf5f6f9),
                                   .surface = rgb(0xffffff),
                                   .line = rgb(0xe2e6ee),
                                   .text = rgb(0x141923),
                                   .muted = rgb(0x5b6575),
                                   .faint = rgb(0x8b95a5),
                                   .accent = rgb(0x2f5bd8),
                                   .accent_soft = rgb(0xe9effd),
                                   .on_accent = rgb(0xffffff),
                                   .fail = rgb(0xc0304a),
                                   .fail_soft = rgb(0xfdecef),
                                   .warn = rgb(0x94600a),
                                   .warn_soft = rgb(0xfff3d9),
                                   .pass = rgb(0x1b7a4b),
                                   .pass_soft = rgb(0xe5f5ec),
                                   .unknown = rgb(0x5f6b7c),
                                   .unknown_soft = rgb(0xedf0f4),
                                   .reference = rgb(0x0072b2),
                                   .other = rgb(0xd55e00),
                                   .band = rgb(0xe8f3ec),
                                   .hover = rgb(0xf3f5f9),
                                   .shade = IM_COL32(20, 25, 35, 90)};

constexpr Palette dark_palette = {.background = rgb(0x0e1116),
                                  .surface = rgb(0x161b23),
                                  .line = rgb(0x262d39),
                                  .text = rgb(0xe8ecf3),
                                  .muted = rgb(0x9aa6b6),
                                  .faint = rgb(0x6f7b8c),
                                  .accent = rgb(0x7ea4ff),
                                  .accent_soft = rgb(0x1b2740),
                                  .on_accent = rgb(0x0e1116),
                                  .fail = rgb(0xff7088),
                                  .fail_soft = rgb(0x37161d),
                                  .warn = rgb(0xf0b64c),
                                  .warn_soft = rgb(0x35270d),
                                  .pass = rgb(0x4cc38a),
                                  .pass_soft = rgb(0x122c20),
                                  .unknown = rgb(0x8b97a8),
                                  .unknown_soft = rgb(0x1e2530),
                                  .reference = rgb(0x56b4e9),
                                  .other = rgb(0xe69f00),
                                  .band = rgb(0x13261c),
                                  .hover = rgb(0x1c222c),
                                  .shade = IM_COL32(0, 0, 0, 150)};

enum Weight : std::uint8_t { regular, semibold, heading };
struct TypeSpec {
    Weight weight;
    float size, line;  // CSS pixels
};
constexpr std::array<TypeSpec, 15> specs = {{
    {regular, 15, 22.5f},      // body
    {semibold, 15, 22.5f},     // strong
    {regular, 13.5f, 19.5f},   // small
    {semibold, 13.5f, 19.5f},  // small_strong
    {regular, 12.5f, 18},      // note
    {semibold, 12.5f, 18},     // note_strong
    {semibold, 12, 18},        // pill
    {heading, 26, 33},         // title
    {semibold, 14.5f, 20},     // subtitle
    {heading, 38, 46},         // hero
    {regular, 17, 26},         // lead
    {heading, 22, 30},         // figure
    {heading, 17, 30},         // figure_small
    {heading, 19, 26},         // brand
    {semibold, 12, 16},        // count
}};

/// Inter's ascent and descent together, in its em. Dear ImGui sizes a font by them, design tools by the em.
constexpr float em_to_height = 1.2100f;

/// @param text_assets fonts of text; what the first lacks comes from the next
void add_font(std::initializer_list<std::string_view> text_assets, float tracking, ImFont*& font) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const auto add = [&](std::string_view path, bool merge, float extra, float lower = 0) {
        const std::optional<std::string_view> bytes = asset(path);
        if (!bytes) { return; }
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.MergeMode = merge;
        config.GlyphExtraAdvanceX = extra;
        // Text is laid out with Inter's own widths; icons sit a little lower, on the middle of the capitals.
        config.PixelSnapH = false;
        config.GlyphOffset.y = lower;
        ImFont* made = atlas.AddFontFromMemoryTTF(const_cast<char*>(bytes->data()), static_cast<int>(bytes->size()),
                                                  18.0f, &config);
        if (!merge) { font = made; }
    };
    for (const std::string_view path : text_assets) { add(path, path != *text_assets.begin(), tracking); }
    add("fonts/icons.ttf", true, 0, 2.2f);
}

ImVec4 rgba(ImU32 color) { return ImGui::ColorConvertU32ToFloat4(color); }

}  // namespace

void Theme::load_fonts(float scale) {
    scale_ = scale;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.ClearFonts();
    std::array<ImFont*, 3> fonts{};
    add_font({"fonts/inter-regular.ttf"}, 0, fonts[regular]);
    // The bolder ones have Latin letters only; the others come from the next lighter one.
    add_font({"fonts/inter-semibold.ttf", "fonts/inter-regular.ttf"}, 0, fonts[semibold]);
    add_font({"fonts/inter-bold.ttf", "fonts/inter-semibold.ttf", "fonts/inter-regular.ttf"}, -0.45f * scale,
             fonts[heading]);
    for (std::size_t i = 0; i < specs.size(); ++i) {
        faces_[i] = {fonts[specs[i].weight], std::round(specs[i].size * em_to_height * scale),
                     std::round(specs[i].line * scale)};
    }
    ImGui::GetIO().FontDefault = fonts[regular];
    ImGui::GetStyle().FontSizeBase = faces_[0].size;
    if (palette_ != nullptr) { apply_style(); }
}

void Theme::set_dark(bool dark) {
    dark_ = dark;
    palette_ = dark ? &dark_palette : &light_palette;
    apply_style();
}

/// What Dear ImGui draws by itself: scroll bars, popups, text fields.
void Theme::apply_style() {
    const float font_size = ImGui::GetStyle().FontSizeBase;
    ImGuiStyle style;
    style.FontSizeBase = font_size;
    style.WindowPadding = style.FramePadding = ImVec2(px(12), px(8));
    style.WindowRounding = style.ChildRounding = style.PopupRounding = px(12);
    style.FrameRounding = px(8);
    style.WindowBorderSize = style.ChildBorderSize = 0;
    style.PopupBorderSize = style.FrameBorderSize = hair();
    style.ItemSpacing = ImVec2(px(8), px(8));
    style.ScrollbarSize = px(12);
    style.ScrollbarRounding = px(6);
    style.DisplaySafeAreaPadding = ImVec2(0, 0);
    style.CurveTessellationTol = 0.6f;
    style.CircleTessellationMaxError = 0.15f;
    style.DisabledAlpha = 0.45f;
    ImVec4* colors = style.Colors;
    const Palette& p = *palette_;
    colors[ImGuiCol_Text] = rgba(p.text);
    colors[ImGuiCol_TextDisabled] = rgba(p.muted);
    colors[ImGuiCol_WindowBg] = rgba(p.background);
    colors[ImGuiCol_ChildBg] = ImVec4(0, 0, 0, 0);
    colors[ImGuiCol_PopupBg] = rgba(p.surface);
    colors[ImGuiCol_Border] = rgba(p.line);
    colors[ImGuiCol_FrameBg] = rgba(p.surface);
    colors[ImGuiCol_FrameBgHovered] = colors[ImGuiCol_FrameBgActive] = rgba(p.surface);
    colors[ImGuiCol_ScrollbarBg] = ImVec4(0, 0, 0, 0);
    colors[ImGuiCol_ScrollbarGrab] = rgba(mixed(p.line, p.faint, 0.35f));
    colors[ImGuiCol_ScrollbarGrabHovered] = colors[ImGuiCol_ScrollbarGrabActive] = rgba(p.faint);
    colors[ImGuiCol_TextSelectedBg] = rgba(mixed(p.accent_soft, p.accent, 0.25f));
    colors[ImGuiCol_InputTextCursor] = rgba(p.accent);
    colors[ImGuiCol_NavCursor] = rgba(p.accent);
    colors[ImGuiCol_NavWindowingHighlight] = colors[ImGuiCol_NavWindowingDimBg] = ImVec4(0, 0, 0, 0);
    colors[ImGuiCol_ModalWindowDimBg] = rgba(p.shade);
    ImGui::GetStyle() = style;
}

StatusColors status_colors(const Palette& palette, Status status) {
    switch (status) {
        case Status::fail:
            return {palette.fail, palette.fail_soft};
        case Status::warn:
            return {palette.warn, palette.warn_soft};
        case Status::pass:
            return {palette.pass, palette.pass_soft};
        case Status::info:
            return {palette.accent, palette.accent_soft};
        case Status::not_assessed:
            break;
    }
    return {palette.unknown, palette.unknown_soft};
}

const char* status_icon(Status status) {
    switch (status) {
        case Status::fail:
            return ICON_CIRCLE_ALERT;
        case Status::warn:
            return ICON_TRIANGLE_ALERT;
        case Status::pass:
            return ICON_CHECK;
        case Status::info:
            return ICON_INFO;
        case Status::not_assessed:
            break;
    }
    return ICON_CIRCLE_HELP;
}

const char* area_icon(Area area) {
    switch (area) {
        case Area::privacy:
            return ICON_FINGERPRINT;
        case Area::bias:
            return ICON_SCALE;
        case Area::quality:
            return ICON_DATABASE;
        case Area::ethics:
            return ICON_HEART_HANDSHAKE;
        case Area::skills:
            return ICON_GRADUATION_CAP;
    }
    return ICON_INFO;
}

ImU32 faded(ImU32 color, float opacity) {
    const auto alpha = static_cast<ImU32>(static_cast<float>(color >> IM_COL32_A_SHIFT) * opacity + 0.5f);
    return (color & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 a, ImU32 b, float share_of_b) {
    ImU32 out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        const auto from = static_cast<float>((a >> shift) & 0xFF), to = static_cast<float>((b >> shift) & 0xFF);
        out |= static_cast<ImU32>(from + (to - from) * share_of_b + 0.5f) << shift;
    }
    return out;
}

}  // namespace klarsicht::app
