using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;
using Allora.Sdk.Roles;
using Allora.Sdk.Values;

namespace Allora.Sdk.Testing;

/// <summary>A window of a topic, for unit tests: it makes the contexts that providers of each role are called with.</summary>
public sealed record TestWindow
{
    private TopicInfo? _topic;

    /// <summary>The topic's id. Default: 67.</summary>
    public ulong TopicId { get; init; } = 67;

    /// <summary>The nonce: a height (blocks). Default: 1000.</summary>
    public long Nonce { get; init; } = 1000;

    /// <summary>The window's length (blocks). Default: 12.</summary>
    public long Length { get; init; } = 12;

    /// <summary>The time (UTC) of the nonce's block. Default: noon of 1 January 2026.</summary>
    public DateTimeOffset BlockTime { get; init; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The number of earlier attempts. Default: 0.</summary>
    public int Attempt { get; init; }

    /// <summary>The topic as on chain. Default: one value, loss mse, of <see cref="TopicId"/>.</summary>
    public TopicInfo Topic
    {
        get => _topic ?? Plain(TopicId);
        init => _topic = value;
    }

    /// <summary>The answers to the model's queries. Default: none is recorded, so that each query fails.</summary>
    public IAlloraQueries Client { get; init; } = new RecordedQueries();

    /// <summary>The context of an inferer.</summary>
    public PredictionContext ForInferer() => new()
    {
        TopicId = TopicId,
        Nonce = Nonce,
        BlockTime = BlockTime,
        WindowEnd = Nonce + Length,
        Attempt = Attempt,
        Client = Client,
        Topic = Topic,
    };

    /// <summary>The context of a forecaster.</summary>
    /// <param name="inferers">The addresses of the topic's inferers; the context has them in ordinal order.</param>
    public ForecastContext ForForecaster(params IReadOnlyList<string> inferers)
    {
        ArgumentNullException.ThrowIfNull(inferers);
        return new ForecastContext
        {
            TopicId = TopicId,
            Nonce = Nonce,
            BlockTime = BlockTime,
            WindowEnd = Nonce + Length,
            Attempt = Attempt,
            Client = Client,
            Topic = Topic,
            Inferers = [.. inferers.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The context of a reputer.</summary>
    /// <param name="network">The network's inference for the nonce.</param>
    public ReputerContext ForReputer(NetworkInference network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ReputerContext
        {
            TopicId = TopicId,
            Nonce = Nonce,
            BlockTime = BlockTime,
            WindowEnd = Nonce + Length,
            Attempt = Attempt,
            Client = Client,
            Topic = Topic,
            Network = network,
        };
    }

    /// <summary>The context of a reputer, for a network whose inference is one number and whose naive inference is the same.</summary>
    /// <param name="combined">The network's inference.</param>
    /// <param name="inferers">Each inferer's address and inference.</param>
    public ReputerContext ForReputer(ChainDecimal combined, params IReadOnlyList<KeyValuePair<string, ChainDecimal>> inferers)
    {
        ArgumentNullException.ThrowIfNull(inferers);
        return ForReputer(new NetworkInference
        {
            TopicId = TopicId,
            Nonce = Nonce,
            Combined = NetworkValue.Of(combined),
            Naive = NetworkValue.Of(combined),
            Inferers = [.. inferers.Select(static one => new WorkerValue { Worker = one.Key, Value = NetworkValue.Of(one.Value) })],
        });
    }

    private static TopicInfo Plain(ulong id) => new()
    {
        Id = id,
        Creator = "",
        Metadata = "a topic for tests",
        LossMethod = "mse",
        EpochLength = 720,
        GroundTruthLag = 720,
        WorkerSubmissionWindow = 12,
        EpochLastEnded = 0,
        AllowNegative = true,
        IsMulti = false,
        RequireUnity = false,
        UnityTolerance = ChainDecimal.Zero,
        MaxLabels = 0,
        LabelWhitelist = [],
        LabelCaseSensitive = false,
        Schema = "",
    };
}
