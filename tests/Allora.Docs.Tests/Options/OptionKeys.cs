using System.Reflection;
using System.Text.Json;
using Allora.Sdk;
using Allora.Sdk.Alerts;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Allora.Docs.Tests.Options;

/// <summary>Where an option is set outside of code: found by trying, so that a key on the page is a key that is read.</summary>
internal static class OptionKeys
{
    private const string Root = "Allora";
    private const string Alerts = "Alerts";
    private const string InCode = "in code";
    private const string Refusal = "is not known here";

    // Where the section of a type is, below Allora or below the worker's own.
    private static readonly Dictionary<Type, string> OfClient = new()
    {
        [typeof(AlloraNetwork)] = "",
        [typeof(AlloraEndpoint)] = "Endpoints:0:",
        [typeof(WalletOptions)] = "Wallet:",
        [typeof(AlloraClientOptions)] = "Client:",
        [typeof(ChainEventStreamOptions)] = "Client:Events:",
    };

    private static readonly Dictionary<Type, string> OfWorker = new()
    {
        [typeof(WorkerOptions)] = "",
        [typeof(FeeOptions)] = "Fees:",
        [typeof(FallbackOptions)] = "Fallback:",
        [typeof(GuardOptions)] = "Guards:",
        [typeof(AutoStakeOptions)] = "AutoStake:",
    };

    public static string Of(Type type, PropertyInfo property)
    {
        if (type == typeof(DevNetGenesis) || type.Name.StartsWith("Genesis", StringComparison.Ordinal) || type.Namespace == "Allora.Cli.Worker")
            return $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)}`";
        if (OfClient.TryGetValue(type, out var above))
            return IsRead($"{Root}:{above}{property.Name}", Client) ? $"`{above}{property.Name}`" : InCode;
        if (type == typeof(AlertOptions))
            return IsRead($"{Alerts}:{property.Name}", Alerting) ? $"`{property.Name}`" : InCode;
        return OfWorker.TryGetValue(type, out above) && IsRead($"{Root}:Workers:btc:{above}{property.Name}", Worker) ? $"`{above}{property.Name}`" : InCode;
    }

    // A key that nobody reads is refused when the section is; any other complaint is about the value, which is made up.
    private static bool IsRead(string key, Action<IServiceProvider> ask)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{Root}:Network"] = "testnet",
            [$"{Root}:Endpoints:0:Address"] = "http://localhost:1",
            [$"{Root}:Workers:btc:TopicId"] = "67",
            [$"{Alerts}:Webhook"] = "https://localhost",
            [key] = "1",
            [key + ":x"] = "1",
        }).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddAllora(configuration.GetSection(Root)).AddAlloraWorker<NoModel>(configuration.GetSection($"{Root}:Workers:btc"))
            .AddAlloraAlerts(configuration.GetSection(Alerts));
        var provider = services.BuildServiceProvider();
        try
        {
            ask(provider);
            return true;
        }
        catch (OptionsValidationException refused)
        {
            return !refused.Failures.Any(failure => failure.Contains(Refusal, StringComparison.Ordinal) && failure.StartsWith($"{key} ", StringComparison.Ordinal));
        }
        finally
        {
            provider.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Client(IServiceProvider provider) => _ = provider.GetRequiredService<AlloraClient>();

    private static void Alerting(IServiceProvider provider) => _ = provider.GetRequiredService<IOptions<AlertOptions>>().Value;

    private static void Worker(IServiceProvider provider) => _ = provider.GetRequiredService<IOptionsMonitor<WorkerOptions>>().Get("btc");

    private sealed class NoModel : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
