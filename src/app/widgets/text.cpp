#include "app/widgets/text.h"

#include <algorithm>

#include <imgui_internal.h>

namespace klarsicht::app {

namespace {

float line_width(const TypeFace& face, const char* begin, const char* end) {
    return face.font->CalcTextSizeA(face.size, 1e9f, 0, begin, end).x;
}

/// Draws what fits in `width` and an ellipsis.
void draw_cut(ImDrawList& list, const TypeFace& face, ImVec2 at, ImU32 color, const char* begin, const char* end,
              float width) {
    static constexpr std::string_view ellipsis = "…";
    const float room = std::max(0.0f, width - line_width(face, ellipsis.data(), ellipsis.data() + ellipsis.size()));
    const char* fits = begin;
    const float used = face.font->CalcTextSizeA(face.size, room, 0, begin, end, &fits).x;
    if (fits != begin) { list.AddText(face.font, face.size, at, color, begin, fits); }
    list.AddText(face.font, face.size, ImVec2(at.x + used, at.y), color, ellipsis.data(),
                 ellipsis.data() + ellipsis.size());
}

/// Where the glyphs' box starts in a line box.
float leading(const TypeFace& face) { return std::floor((face.line - face.size) * 0.5f); }

/// Where a line that starts at `begin` ends: at a space, or behind a hyphen, slash or underscore; inside a word only
/// where the word alone is too wide. (Dear ImGui's own breaks behind any comma, and so within 33,8 %.)
const char* line_break(ImFontBaked& baked, const char* begin, const char* end, float width) {
    float x = 0;
    const char* best = nullptr;
    for (const char* at = begin; at < end;) {
        unsigned int point = static_cast<unsigned char>(*at);
        const int length = point < 0x80 ? 1 : ImTextCharFromUtf8(&point, at, end);
        const char* next = at + std::max(1, length);
        if (point == ' ' && at > begin) { best = at; }
        x += baked.GetCharAdvance(static_cast<ImWchar>(point));
        if (x > width && point != ' ') { return best != nullptr ? best : at > begin ? at : next; }
        const bool letter_follows = next < end && ((static_cast<unsigned char>(*next) | 0x20) >= 'a');
        if ((point == '-' || point == '/' || point == '_' || point == 0x2013) && letter_follows) { best = next; }
        at = next;
    }
    return end;
}

/// Calls `line(begin, end, last_of_text)` for every line of the broken text until it returns false.
template <class Line>
void for_lines(const TypeFace& face, std::string_view text, float width, Line&& line) {
    const char* at = text.data();
    const char* const end = at + text.size();
    ImFontBaked& baked = *face.font->GetFontBaked(face.size);
    while (at < end) {
        const char* line_end = std::find(at, end, '\n');
        const char* stop = line_break(baked, at, line_end, width + 0.5f);
        const char* next = stop;
        while (next < line_end && *next == ' ') { ++next; }
        if (next == line_end && next < end) { ++next; }
        if (!line(at, stop, next >= end)) { return; }
        at = next;
    }
}

}  // namespace

ImVec2 text_size(const Ui& ui, Type type, std::string_view text) {
    const TypeFace& face = ui.theme.face(type);
    return {std::ceil(line_width(face, text.data(), text.data() + text.size())), face.line};
}

float text_height(const Ui& ui, Type type, std::string_view text, float width, int max_lines) {
    const TypeFace& face = ui.theme.face(type);
    int lines = 0;
    for_lines(face, text, width, [&](const char*, const char*, bool) { return ++lines != max_lines; });
    return static_cast<float>(lines) * face.line;
}

bool draw_text(const Ui& ui, ImVec2 at, Type type, ImU32 color, std::string_view text, float width) {
    const TypeFace& face = ui.theme.face(type);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    at.y += leading(face);
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    if (width > 0 && line_width(face, begin, end) > width + 0.5f) {
        draw_cut(list, face, at, color, begin, end, width);
        return true;
    }
    list.AddText(face.font, face.size, at, color, begin, end);
    return false;
}

void draw_text_right(const Ui& ui, ImVec2 right_top, Type type, ImU32 color, std::string_view text, float width) {
    float used = text_size(ui, type, text).x;
    if (width > 0) { used = std::min(used, width); }
    draw_text(ui, ImVec2(right_top.x - used, right_top.y), type, color, text, width);
}

float draw_paragraph(const Ui& ui, ImVec2 at, Type type, ImU32 color, std::string_view text, float width, int max_lines,
                     bool* cut) {
    const TypeFace& face = ui.theme.face(type);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float top = at.y;
    int lines = 0;
    bool is_cut = false;
    for_lines(face, text, width, [&](const char* begin, const char* end, bool last) {
        ++lines;
        const ImVec2 where(at.x, at.y + leading(face));
        if (lines == max_lines && !last) {
            draw_cut(list, face, where, color, begin, text.data() + text.size(), width);
            is_cut = true;
        } else {
            list.AddText(face.font, face.size, where, color, begin, end);
        }
        at.y += face.line;
        return lines != max_lines;
    });
    if (cut != nullptr) { *cut = is_cut; }
    return at.y - top;
}

void draw_icon(const Ui& ui, ImVec2 at, float side, const char* icon, ImU32 color, float size_css) {
    ImFont* font = ui.theme.face(Type::body).font;
    const float size = std::round(ui.px(size_css) * 1.0f);
    ImFontBaked* baked = font->GetFontBaked(size);
    unsigned int point = 0;
    ImTextCharFromUtf8(&point, icon, nullptr);
    const ImFontGlyph* glyph = baked->FindGlyph(static_cast<ImWchar>(point));
    if (glyph == nullptr) { return; }
    // By the glyph's own box: an icon sits in the middle whatever the font's metrics say.
    const ImVec2 offset(std::round((side - (glyph->X1 - glyph->X0)) * 0.5f - glyph->X0),
                        std::round((side - (glyph->Y1 - glyph->Y0)) * 0.5f - glyph->Y0));
    ImGui::GetWindowDrawList()->AddText(font, size, ImVec2(at.x + offset.x, at.y + offset.y), color, icon);
}

}  // namespace klarsicht::app
