using Allora.Sdk.Dashboard.Feed;
using Allora.Sdk.Dashboard.Security;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>Pauses and resumes a worker.</summary>
internal sealed class PauseEndpoint(AlloraDashboard dashboard)
{
    public Task PauseAsync(HttpContext context) => ChangeAsync(context, static worker => worker.Runner.Pause());

    public Task ResumeAsync(HttpContext context) => ChangeAsync(context, static worker => worker.Runner.Resume());

    private Task ChangeAsync(HttpContext context, Action<DashboardWorker> change)
    {
        if (dashboard.Find(context.Request.Query["worker"]) is not { } worker)
            return RequestGuard.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such worker.");
        change(worker);
        dashboard.Changes.Raise();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
