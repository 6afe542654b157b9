namespace Allora.Sdk.Alerts;

/// <summary>An alert's condition as it is met now.</summary>
/// <param name="Key">The alert.</param>
/// <param name="Detail">The cause.</param>
/// <param name="Since">When it began (UTC).</param>
internal readonly record struct AlertFinding(AlertKey Key, string Detail, DateTimeOffset Since);
