namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>The part that a worker of a fleet takes in its topic.</summary>
public enum FleetRole
{
    /// <summary>Inferences.</summary>
    Inferer,

    /// <summary>Forecasts of the inferers' losses.</summary>
    Forecaster,

    /// <summary>Inferences and forecasts in one transaction.</summary>
    InfererAndForecaster,

    /// <summary>Losses.</summary>
    Reputer,
}
