// The app in the browser: one canvas, drawn only when something happened.
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <GLES3/gl3.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include "app/app.h"
#include "base/json.h"
#include "platform/web/app/dot_field.h"
#include "platform/web/app/input.h"
#include "platform/web/app/page.h"

namespace klarsicht::web {

namespace {

constexpr const char* canvas = "#canvas";
/// Dear ImGui needs some frames until sizes, focus and hovering have settled.
constexpr int settling_frames = 5;

struct Program {
    DotFieldRenderer dots;
    app::App app{dots};
    EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;
    int width = 0, height = 0;  ///< device pixels
    int frames_left = 0;
    bool frame_requested = false;
    bool context_lost = false;
    bool told = false;  ///< the page said something: until then language and theme are not known
    double last_frame_ms = 0;
    std::uint32_t frames_drawn = 0;
    std::string clipboard;
    ImGuiMouseCursor cursor = ImGuiMouseCursor_COUNT;
    bool wanted_text = false;
};

Program* program = nullptr;

EM_BOOL on_frame(double now_ms, void*);

void wake() {
    Program& p = *program;
    p.frames_left = settling_frames;
    if (!p.frame_requested && !p.context_lost) {
        p.frame_requested = true;
        emscripten_request_animation_frame(on_frame, nullptr);
    }
}

const char* css_cursor(ImGuiMouseCursor cursor) {
    switch (cursor) {
        case ImGuiMouseCursor_Hand:
            return "pointer";
        case ImGuiMouseCursor_TextInput:
            return "text";
        case ImGuiMouseCursor_ResizeEW:
            return "ew-resize";
        case ImGuiMouseCursor_ResizeNS:
            return "ns-resize";
        default:
            return "default";
    }
}

void follow_cursor_and_text() {
    Program& p = *program;
    if (const ImGuiMouseCursor cursor = ImGui::GetMouseCursor(); cursor != p.cursor) {
        p.cursor = cursor;
        set_cursor(css_cursor(cursor));
    }
    const bool wanted = ImGui::GetIO().WantTextInput;
    if (wanted != p.wanted_text) {
        p.wanted_text = wanted;
        const ImGuiPlatformImeData& ime =
            ImGui::GetPlatformIO().Platform_ImeUserData != nullptr
                ? *static_cast<const ImGuiPlatformImeData*>(ImGui::GetPlatformIO().Platform_ImeUserData)
                : ImGuiPlatformImeData{};
        const float scale = p.app.theme().scale();
        want_text(wanted, ime.InputPos.x / scale, ime.InputPos.y / scale, ime.InputLineHeight / scale);
    }
}

void draw_frame(double now_ms) {
    Program& p = *program;
    if (p.context_lost || p.width == 0 || p.height == 0) { return; }
    ImGuiIO& io = ImGui::GetIO();
    // A pause between frames is no time that passed for what moves.
    const double elapsed = (now_ms - p.last_frame_ms) / 1000;
    io.DeltaTime = static_cast<float>(std::fmin(std::fmax(elapsed, 1e-4), 1.0 / 20));
    p.last_frame_ms = now_ms;
    io.DisplaySize = ImVec2(static_cast<float>(p.width), static_cast<float>(p.height));
    emscripten_webgl_make_context_current(p.context);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    // Dear ImGui takes press and release in frames of their own: a tap's events may wait.
    const bool events_wait = !ImGui::GetCurrentContext()->InputEventsQueue.empty();
    if (apply_scrolling(io.DeltaTime) || events_wait) { p.frames_left = settling_frames; }
    p.app.frame();
    ImGui::Render();
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, p.width, p.height);
    const ImVec4 back = ImGui::ColorConvertU32ToFloat4(p.app.theme().colors().background);
    glClearColor(back.x, back.y, back.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    ++p.frames_drawn;
    follow_cursor_and_text();
    for (const std::string& message : p.app.take_outbox()) { send_to_page(message); }
}

EM_BOOL on_frame(double now_ms, void*) {
    Program& p = *program;
    p.frame_requested = false;
    --p.frames_left;
    draw_frame(now_ms);
    if (p.frames_left > 0 && !p.frame_requested) {
        p.frame_requested = true;
        emscripten_request_animation_frame(on_frame, nullptr);
    }
    return EM_FALSE;
}

EM_BOOL on_context_lost(int, const void*, void*) {
    program->context_lost = true;
    return EM_TRUE;  // we want it back
}

EM_BOOL on_context_restored(int, const void*, void*) {
    Program& p = *program;
    p.context_lost = false;
    p.dots.forget();
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplOpenGL3_Init("#version 300 es");
    wake();
    return EM_FALSE;
}

EM_BOOL on_visibility(int, const EmscriptenVisibilityChangeEvent* event, void*) {
    if (!event->hidden) { wake(); }
    return EM_FALSE;
}

void set_up_imgui() {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    io.BackendPlatformName = "klarsicht";
    io.ConfigInputTextCursorBlink = false;  // would draw for ever
    io.ConfigMacOSXBehaviors = is_mac();
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_GetClipboardTextFn = [](ImGuiContext*) { return program->clipboard.c_str(); };
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        program->clipboard = text;
        send_to_page(json{{"type", "copy"}, {"text", text}}.dump(-1, ' ', false, json::error_handler_t::replace));
    };
    static ImGuiPlatformImeData ime;
    platform.Platform_ImeUserData = &ime;
    platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) { ime = *data; };
}

}  // namespace

}  // namespace klarsicht::web

using klarsicht::web::program;
namespace web = klarsicht::web;

extern "C" {

/// Opens the canvas, which waits for the browser's graphics: a task of its own. False if there is no WebGL 2.
EMSCRIPTEN_KEEPALIVE int app_open() {
    if (program != nullptr) { return 1; }
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = EM_FALSE;
    attributes.enableExtensionsByDefault = EM_FALSE;
    attributes.majorVersion = 2;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context(web::canvas, &attributes);
    if (context <= 0) { return 0; }
    emscripten_webgl_make_context_current(context);
    web::set_up_imgui();
    program = new web::Program;
    program->context = context;
    return 1;
}

/// Begins, with the canvas opened and the texts given; what is drawn first comes with the first message. Sends `ready`.
EMSCRIPTEN_KEEPALIVE void app_start() {
    ImGui_ImplOpenGL3_Init("#version 300 es");
    emscripten_set_webglcontextlost_callback(web::canvas, nullptr, EM_FALSE, web::on_context_lost);
    emscripten_set_webglcontextrestored_callback(web::canvas, nullptr, EM_FALSE, web::on_context_restored);
    emscripten_set_visibilitychange_callback(nullptr, EM_FALSE, web::on_visibility);
    web::listen_to_input(web::wake);
    web::listen_to_text();
    web::observe_canvas();
    web::send_to_page(R"({"type":"ready"})");
}

/// Texts, before anything is drawn: `{"de": {}, "en": {}}`, or one of them.
EMSCRIPTEN_KEEPALIVE void app_texts(const char* text, std::size_t length) {
    using klarsicht::Language;
    const klarsicht::json texts = klarsicht::json::parse(std::string_view(text, length), nullptr, false);
    for (const Language language : {Language::de, Language::en}) {
        const auto found = texts.find(name_of(language));
        if (found != texts.end()) { klarsicht::Texts::give(language, *found); }
    }
}

/// A JSON message of the page.
EMSCRIPTEN_KEEPALIVE void app_message(const char* text, std::size_t length) {
    if (program == nullptr) { return; }
    program->told = true;
    program->app.message({text, length});
    web::wake();
}

/// The dots the app asked for.
EMSCRIPTEN_KEEPALIVE void app_dots(const std::uint8_t* data, std::size_t length) {
    if (program == nullptr) { return; }
    program->app.dots({data, length});
    web::wake();
}

EMSCRIPTEN_KEEPALIVE std::uint32_t app_frames_drawn() { return program == nullptr ? 0 : program->frames_drawn; }

// --- called by the JavaScript in page.cpp ---

EMSCRIPTEN_KEEPALIVE void app_resized(int width, int height, double scale) {
    web::Program& p = *program;
    const auto new_scale = static_cast<float>(scale);
    if (width == p.width && height == p.height && new_scale == p.app.theme().scale()) { return; }
    p.width = width;
    p.height = height;
    emscripten_set_canvas_element_size(web::canvas, width, height);
    p.app.set_scale(new_scale);
    web::set_input_scale(new_scale);
    if (!p.told) { return; }
    // A canvas is empty after it changed its size: draw before the browser shows it.
    web::draw_frame(emscripten_get_now());
    web::wake();
}

EMSCRIPTEN_KEEPALIVE void app_text(const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    web::wake();
}

EMSCRIPTEN_KEEPALIVE void app_paste(const char* text) {
    program->clipboard = text;
    web::type_paste();
    web::wake();
}

EMSCRIPTEN_KEEPALIVE int app_wants_text() { return program != nullptr && ImGui::GetIO().WantTextInput ? 1 : 0; }

}  // extern "C"
