namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>The role in which an address takes part in a topic.</summary>
public enum TopicActor
{
    /// <summary>An inferer or a forecaster.</summary>
    Worker,

    /// <summary>A reputer: measures the losses of the workers' values, with its own stake.</summary>
    Reputer,
}
