using Allora.Sdk;
using Allora.Sdk.Chain;
using Allora.Sdk.Roles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Allora.Docs.Tests.Snippets;

/// <summary>What a fragment on a page may take for granted, by the names that the pages use. A fragment's own variables hide these.</summary>
public static class Given
{
    public static AlloraNetwork network => throw Never;

    public static AlloraClient client => throw Never;

    public static AlloraWallet wallet => throw Never;

    public static string mnemonic => throw Never;

    public static string address => throw Never;

    public static string reputer => throw Never;

    public static IPredictionProvider provider => throw Never;

    public static IForecastProvider forecaster => throw Never;

    public static IGroundTruth truth => throw Never;

    public static WorkerOptions options => throw Never;

    public static WorkerRunner runner => throw Never;

    public static HostApplicationBuilder builder => throw Never;

    public static TransactionReceipt receipt => throw Never;

    public static AlloraMessage message => throw Never;

    public static IServiceCollection services => throw Never;

    public static CancellationToken stoppingToken => throw Never;

    public static CancellationToken stop => throw Never;

    public static CancellationToken cancellationToken => throw Never;

    private static NotSupportedException Never => new("Pages are compiled, not run.");

    /// <summary>A model of a page that is about something else.</summary>
    public class MyModel : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => throw Never;
    }

    public class BtcModel : MyModel;

    public class EthModel : MyModel;
}
