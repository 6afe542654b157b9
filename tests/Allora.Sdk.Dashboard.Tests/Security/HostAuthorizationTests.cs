using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Dashboard.Tests.Security;

/// <summary>The host's own authorization replaces the console's rules.</summary>
public sealed class HostAuthorizationTests
{
    private const string Scheme = "Test";

    [Fact]
    public async Task The_hosts_users_may_read_from_anywhere_and_nobody_else_not_even_this_machine()
    {
        await using var there = await StartAsync(IPAddress.Parse("192.0.2.7"), static endpoints => endpoints.RequireAuthorization());
        await using var here = await StartAsync(null, static endpoints => endpoints.RequireAuthorization());

        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/allora/", ("X-User", "ann"), ("Host", "console.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.GetAsync("/allora/")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.GetAsync("/allora/events")).StatusCode);
    }

    [Fact]
    public async Task An_endpoint_that_the_host_opened_to_all_keeps_the_consoles_rules()
    {
        await using var console = await StartAsync(IPAddress.Parse("192.0.2.7"), static endpoints => endpoints.RequireAuthorization().AllowAnonymous());

        Assert.Equal(HttpStatusCode.Forbidden, (await console.GetAsync("/allora/", ("X-User", "ann"))).StatusCode);
    }

    private static Task<ConsoleHost> StartAsync(IPAddress? remote, Action<IEndpointConventionBuilder> map) => ConsoleHost.StartAsync(
        remote: remote,
        services: static services =>
        {
            services.AddAuthentication(Scheme).AddScheme<AuthenticationSchemeOptions, UserHeader>(Scheme, null);
            services.AddAuthorization();
        },
        before: static app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        },
        map: map);

    private sealed class UserHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-User"] is [{ } user]
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.NoResult());
    }
}
