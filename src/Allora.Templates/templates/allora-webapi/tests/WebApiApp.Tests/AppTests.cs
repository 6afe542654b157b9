using System.Net;
using Microsoft.AspNetCore.Builder;

namespace WebApiApp.Tests;

//-:cnd:noEmit
#if DEBUG
/// <summary>The whole application on its own chain.</summary>
public sealed class AppTests
{
    [Fact(Timeout = 120_000)]
    public async Task The_worker_becomes_ready_and_the_console_is_served()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = await App.CreateAsync(["--Urls", "http://127.0.0.1:0", "--Allora:Workers:main:TopicId", "TOPIC_ID"]);
        await app.StartAsync(cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        while ((await client.GetAsync("/health/ready", cancellation)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(100, cancellation);
        Assert.Contains("<html", await client.GetStringAsync("/allora/", cancellation), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("allora_worker_ready", await client.GetStringAsync("/metrics", cancellation), StringComparison.Ordinal);
        await app.StopAsync(cancellation);
    }
}
#endif
//+:cnd:noEmit
