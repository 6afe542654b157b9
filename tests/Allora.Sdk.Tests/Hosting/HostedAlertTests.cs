using Allora.Sdk.Alerts;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Api;
using Allora.Sdk.Tests.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.Tests.Hosting;

/// <summary>Alerts of a host: from configuration, about its workers, and with mistakes that end its start.</summary>
public sealed class HostedAlertTests
{
    private const string Token = "T0ken-of-the-h00k";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_sends_the_alerts_of_its_workers()
    {
        await using var receiver = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200));
        await using var scene = await HostScene.CreateAsync(allora => allora
            .UseWallet(_ => HostScene.Account(0), static options => options.Journal = new MemoryJournal())
            .AddAlloraWorker(67, static (_, _) => throw new InvalidOperationException("no prices"), HostScene.Quick)
            .AddAlloraAlerts(Section(("Webhook", $"{receiver.Address}{Token}"), ("EvaluationInterval", "100ms"), ("LeaveOut:0", "FallbackUsed"))));
        await scene.Host.StartAsync(Ct);
        await scene.ReachAsync(WorkerState.Ready);
        while (receiver.Received.IsEmpty)
        {
            Assert.True(scene.DevNet.Height < WorkerScene.FirstNonce + 2 * WorkerScene.Epoch, $"block {scene.DevNet.Height}");
            await scene.DevNet.StepAsync(1, Ct);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(200), Ct);
        }

        Assert.Equal(AlertKind.WindowMissed, Assert.Single(scene.Host.Services.GetRequiredService<AlloraAlerts>().Firing).Kind);
        await scene.Host.StopAsync(Ct);
        Assert.Equal(2, receiver.Received.Count);
        Assert.Contains("\"resolved\"", receiver.Received.Last().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Webhook", "ftp://hooks.example/" + Token, "not shown here")]
    [InlineData("Webhook", "https://hooks.example/" + Token + " x", "not shown here")]
    [InlineData("WebhookFile", "/nowhere/hook", "cannot be read")]
    [InlineData("LeaveOut:0", "Nothing", "the alerts are: WindowMissed, ")]
    [InlineData("RequestTimeout", "2m", "RequestTimeout must be")]
    [InlineData("Webhok", "x", "Alerts:Webhok is not known here")]
    public async Task A_mistake_ends_the_start_with_a_sentence_without_the_address(string key, string value, string expected)
    {
        var given = key.StartsWith("Webhook", StringComparison.Ordinal) ? Section((key, value)) : Section(("Webhook", "https://hooks.example/" + Token), (key, value));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAllora(AlloraNetwork.Local).UseWallet(_ => HostScene.Account(0)).AddAlloraAlerts(given);
        using var error = new StringWriter();
        var before = Environment.ExitCode;
        try
        {
            Assert.Equal(AlloraHostExtensions.MistakeExitCode, await AlloraHostExtensions.RunAsync(builder.Build(), error, Ct));
        }
        finally
        {
            Environment.ExitCode = before;
        }

        var line = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_are_added_once()
    {
        var builder = new ServiceCollection().AddAllora(AlloraNetwork.Local).AddAlloraAlerts(static _ => { });
        Assert.Throws<InvalidOperationException>(() => builder.AddAlloraAlerts(static _ => { }));
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(static one => $"Alerts:{one.Key}", static one => (string?)one.Value)).Build().GetSection("Alerts");
}
