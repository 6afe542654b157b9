namespace Allora.Sdk.Emissions.Sortition;

/// <summary>The roles that have scores, active sets and rewards of their own.</summary>
public enum ActorRole
{
    /// <summary>Workers who infer.</summary>
    Inferer,

    /// <summary>Workers who forecast losses.</summary>
    Forecaster,

    /// <summary>Actors who report losses.</summary>
    Reputer,
}
