namespace Allora.Sdk.Alerts;

/// <summary>How soon an alert needs a person.</summary>
public enum AlertSeverity
{
    /// <summary>Nothing need be done.</summary>
    Info,

    /// <summary>A window or a value was lost, or will be.</summary>
    Warning,

    /// <summary>No window is answered until somebody acts.</summary>
    Critical,
}
