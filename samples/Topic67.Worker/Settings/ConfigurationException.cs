namespace Topic67.Worker.Settings;

/// <summary>The worker cannot start as it is configured: one clear line, exit code 2.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class ConfigurationException(string message) : Exception(message);
