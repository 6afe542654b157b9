using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Allora.Cli.Tests;

/// <summary>A gateway that takes only short pages from its node: the export asks for shorter ones, and misses no row.</summary>
public sealed class ExportPagesTests
{
    private const int Most = 1;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_that_are_too_large_are_halved()
    {
        await using var home = await CliHome.WithChainAsync();
        var bank = await home.ImportBankAsync();
        List<string> hashes = [];
        for (var i = 1; i <= 3; i++)
            hashes.Add((string)(await home.JsonAsync(["send", home.Chain.Accounts[5].Address, $"{i}uallo", "--from", "bank", "--state", home["state"], .. home.AtChain]))["hash"]!);
        ConcurrentQueue<int> limits = [];
        await using var gateway = await StartAsync(home.Chain.Rest, limits);

        var export = await home.JsonAsync("tx", "export", bank, "--csv", home["txs.csv"], "--page-size", "5", "--network", "local", "--grpc", $"rest+{gateway.Urls.Single()}", "--rpc", home.Chain.Rpc.ToString());

        Assert.Equal(3, (int?)export["written"]);
        var lines = await File.ReadAllLinesAsync(home["txs.csv"], Ct);
        Assert.Equal(hashes, lines.Skip(1).Select(static line => line.Split(',')[2]));
        Assert.Equal([5, 2, 1], limits.Take(3));
        Assert.All(limits.Skip(3), static limit => Assert.Equal(Most, limit));
    }

    private static async Task<WebApplication> StartAsync(Uri node, ConcurrentQueue<int> limits)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var http = new HttpClient();
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        app.Run(async context =>
        {
            if (int.TryParse(context.Request.Query["limit"], out var limit))
            {
                limits.Enqueue(limit);
                if (limit > Most)
                {
                    context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                    await context.Response.WriteAsync("""{"code":8,"message":"grpc: received message larger than max (5242880 vs. 4194304)","details":[]}""", context.RequestAborted);
                    return;
                }
            }

            using var answer = await http.GetAsync(new Uri(node, context.Request.Path + context.Request.QueryString), context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(await answer.Content.ReadAsStringAsync(context.RequestAborted), context.RequestAborted);
        });
        await app.StartAsync(Ct);
        return app;
    }
}
