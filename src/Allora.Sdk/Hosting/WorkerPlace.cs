using System.Globalization;
using Allora.Sdk.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Allora.Sdk.Hosting;

/// <summary>The topic and wallet of a worker to add, or the section of the configuration that holds both.</summary>
/// <param name="Name">The worker's name within its network.</param>
/// <param name="Section">The section, or null.</param>
/// <param name="Wallet">The wallet's name, or null.</param>
/// <param name="TopicId">The topic; 0 if the section names it.</param>
internal sealed record WorkerPlace(string Name, IConfigurationSection? Section, string? Wallet, ulong TopicId)
{
    public const string Worker = "worker";
    public const string Reputer = "reputer";

    /// <exception cref="ArgumentException">The topic is 0.</exception>
    public static WorkerPlace Of(ulong topicId, string role, string? wallet)
    {
        if (topicId == 0)
            throw new ArgumentException($"{nameof(WorkerOptions.TopicId)} is not set: name the topic to answer, for example 67.", nameof(topicId));
        var name = topicId.ToString(CultureInfo.InvariantCulture) + (role == Worker ? "" : $"/{role}") + (wallet is null ? "" : $"/{wallet}");
        return new WorkerPlace(name, null, wallet, topicId);
    }

    public static WorkerPlace Of(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new WorkerPlace(section.Key, section, section[WorkerOptionsReader.Wallet], 0);
    }
}
