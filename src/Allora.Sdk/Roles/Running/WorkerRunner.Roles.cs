using Allora.Sdk.Roles;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk;

public sealed partial class WorkerRunner
{
    /// <summary>A wallet that answers a topic's windows with inferences.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="wallet">The wallet; the caller disposes it after the run.</param>
    /// <param name="provider">The model.</param>
    /// <param name="options">How to work.</param>
    /// <param name="logger">Where to log. Default: the client's loggers.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static WorkerRunner ForInferer(AlloraClient client, AlloraWallet wallet, IPredictionProvider provider, WorkerOptions options, ILogger? logger = null) =>
        new(client, wallet, provider, options, logger);

    /// <summary>A wallet that answers a topic's windows with forecasts of the inferers' losses.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="wallet">The wallet; the caller disposes it after the run.</param>
    /// <param name="forecaster">The model.</param>
    /// <param name="options">How to work.</param>
    /// <param name="logger">Where to log. Default: the client's loggers.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static WorkerRunner ForForecaster(AlloraClient client, AlloraWallet wallet, IForecastProvider forecaster, WorkerOptions options, ILogger? logger = null) =>
        new(client, wallet, forecaster, options, copy => new ForecasterRole(client, wallet, forecaster, copy), logger);

    /// <summary>A wallet that is inferer and forecaster of one topic: both go in one transaction. Where one of them skips, the other goes alone.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="wallet">The wallet; the caller disposes it after the run.</param>
    /// <param name="provider">The model of the inferences.</param>
    /// <param name="forecaster">The model of the forecasts.</param>
    /// <param name="options">How to work.</param>
    /// <param name="logger">Where to log. Default: the client's loggers.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static WorkerRunner ForInfererAndForecaster(
        AlloraClient client, AlloraWallet wallet, IPredictionProvider provider, IForecastProvider forecaster, WorkerOptions options, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new WorkerRunner(client, wallet, forecaster, options, copy => new CombinedRole(client, wallet, provider, forecaster, copy), logger);
    }

    /// <summary>A wallet that judges a topic's inferences by what came true.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="wallet">The wallet; the caller disposes it after the run.</param>
    /// <param name="truth">Tells what came true.</param>
    /// <param name="options">How to work; <see cref="WorkerOptions.MinimumStake"/> keeps the stake topped up.</param>
    /// <param name="loss">The loss. Default: <see cref="ReputerLoss.OfTopic"/>, the one that the topic names.</param>
    /// <param name="logger">Where to log. Default: the client's loggers.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static WorkerRunner ForReputer(
        AlloraClient client, AlloraWallet wallet, IGroundTruth truth, WorkerOptions options, ReputerLoss? loss = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        return ForReputer(client, wallet, new GroundTruthFunction(truth, loss ?? ReputerLoss.OfTopic), options, logger);
    }

    /// <summary>A wallet that judges a topic's inferences by a function of one's own.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="wallet">The wallet; the caller disposes it after the run.</param>
    /// <param name="function">From a value of the network to a loss.</param>
    /// <param name="options">How to work.</param>
    /// <param name="logger">Where to log. Default: the client's loggers.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static WorkerRunner ForReputer(AlloraClient client, AlloraWallet wallet, IReputerFunction function, WorkerOptions options, ILogger? logger = null) =>
        new(client, wallet, function, options, copy => new ReputerRole(client, wallet, function, copy), logger);
}
