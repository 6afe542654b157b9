namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>As what an address takes part in a topic.</summary>
public enum TopicActor
{
    /// <summary>An inferer or a forecaster.</summary>
    Worker,

    /// <summary>Measures the losses of the workers' values, with a stake of its own.</summary>
    Reputer,
}
