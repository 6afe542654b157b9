using Allora.Sdk.Dashboard.Security;
using Allora.Sdk.Dashboard.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>The console's addresses. All pages lie in one folder, so that relative links work under any path.</summary>
internal static class DashboardEndpoints
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder group, AlloraDashboard dashboard)
    {
        Get("/", context => context.Request.Path.Value is { } path && !path.EndsWith('/') ? Redirect(context) : AssetFiles.ServeAsync(context, "index.html"));
        foreach (var page in (string[])["worker", "window", "history", "chain"])
            Get("/" + page, context => AssetFiles.ServeAsync(context, page + ".html"));
        Get("/assets/{file}", context => AssetFiles.ServeAsync(context, (string?)context.Request.RouteValues["file"]));
        Get("/events", new LivePages(dashboard).ServeAsync);
        Get("/api/session", context => JsonReply.WriteAsync(context, SessionEndpoint.Of(dashboard), DashboardJson.Default.SessionView));
        Get("/api/window", new WindowEndpoint(dashboard).ServeAsync);
        Get("/api/history", new HistoryEndpoint(dashboard).ServeAsync);
        Get("/api/history.csv", new HistoryEndpoint(dashboard).ServeCsvAsync);
        Post("/api/pause", new PauseEndpoint(dashboard).PauseAsync);
        Post("/api/resume", new PauseEndpoint(dashboard).ResumeAsync);

        void Post(string path, RequestDelegate handler) => group.MapPost(path, RequestGuard.ProtectChange(dashboard, handler));
        void Get(string path, RequestDelegate handler) => group.MapMethods(path, Read, RequestGuard.Protect(dashboard, handler));
    }

    // Without the slash at the end, a relative link would lead beside the console.
    private static Task Redirect(HttpContext context)
    {
        var request = context.Request;
        context.Response.Redirect($"{request.PathBase}{request.Path}/{request.QueryString}");
        return Task.CompletedTask;
    }
}
