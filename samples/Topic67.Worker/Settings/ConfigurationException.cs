namespace Topic67.Worker.Settings;

/// <summary>The configuration is wrong: the worker ends with one clear line and exit code 2.</summary>
/// <param name="message">The problem and its fix.</param>
internal sealed class ConfigurationException(string message) : Exception(message);
