namespace Allora.Cli.Worker;

/// <summary>One topic, and the programs that answer it over HTTP.</summary>
internal abstract class ModelEntry
{
    public ulong Topic { get; set; }

    /// <summary>What stands in the addresses beside {TopicId} and {BlockHeight}.</summary>
    public Dictionary<string, string> Parameters { get; set; } = [];

    /// <summary>Sent with each request; ${NAME} is taken from the environment, so that no secret stands in the file.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>How long the program may take (seconds). Default: 30.</summary>
    public double TimeoutSeconds { get; set; } = 30;

    /// <summary>How often the chain is asked beside the events (seconds). Default: 60.</summary>
    public double PollSeconds { get; set; } = 60;
}

/// <summary>A worker: inferences, forecasts, or both in one transaction.</summary>
internal sealed class WorkerEntry : ModelEntry
{
    /// <summary>A GET address with {TopicId}, {BlockHeight} and names of parameters: answers a number as plain text.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The same for a topic with labels: answers [{"label": "...", "value": "..."}].</summary>
    public string? LabelsEndpoint { get; set; }

    /// <summary>A GET address of forecasts: answers {"allo1...": [loss], ...} for the topic's inferers.</summary>
    public string? ForecastEndpoint { get; set; }
}

/// <summary>A reputer: the truth over HTTP, and a loss by name or over HTTP.</summary>
internal sealed class ReputerEntry : ModelEntry
{
    /// <summary>A GET address that answers what came true for a nonce: a number, or labels where the topic has them.</summary>
    public string? TruthEndpoint { get; set; }

    /// <summary>A loss by its name and parameters, such as "zptae std=0.05". Default: the one that the topic names.</summary>
    public string? Loss { get; set; }

    /// <summary>The same for a topic with labels: the mean over the truth's labels.</summary>
    public string? LabelsLoss { get; set; }

    /// <summary>A service that calculates losses instead: POST /calculate and /is_never_negative below this address.</summary>
    public string? LossService { get; set; }

    /// <summary>What the loss service gets beside truth and value.</summary>
    public Dictionary<string, string> LossOptions { get; set; } = [];

    /// <summary>The own stake to keep up, such as 100allo. Default: nothing is staked.</summary>
    public string? MinimumStake { get; set; }
}
