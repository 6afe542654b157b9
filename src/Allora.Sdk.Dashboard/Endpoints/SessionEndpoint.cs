using System.Reflection;
using Allora.Sdk.Dashboard.Security;
using Allora.Sdk.Dashboard.Views;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>What a page needs to request changes.</summary>
internal static class SessionEndpoint
{
    private static readonly string Version = typeof(AlloraDashboard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static SessionView Of(AlloraDashboard dashboard) => new(
        dashboard.Options.AllowPause, dashboard.Options.LocalChain is not null, AntiForgery.Header, dashboard.Options.AllowPause ? dashboard.AntiForgery.Value : "", Version);
}
