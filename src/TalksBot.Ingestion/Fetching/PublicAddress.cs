using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TalksBot.Ingestion;

/// <summary>Tells addresses of the public internet from all others.</summary>
internal static class PublicAddress
{
    // IANA IPv4 Special-Purpose Address Registry, multicast (RFC 5771) and the reserved rest. The last one is where a cloud answers its machines.
    private static readonly (uint Network, int Bits)[] NotPublic =
    [
        (Of(0, 0, 0, 0), 8), (Of(10, 0, 0, 0), 8), (Of(100, 64, 0, 0), 10), (Of(127, 0, 0, 0), 8), (Of(169, 254, 0, 0), 16),
        (Of(172, 16, 0, 0), 12), (Of(192, 0, 0, 0), 24), (Of(192, 0, 2, 0), 24), (Of(192, 88, 99, 0), 24), (Of(192, 168, 0, 0), 16),
        (Of(198, 18, 0, 0), 15), (Of(198, 51, 100, 0), 24), (Of(203, 0, 113, 0), 24), (Of(224, 0, 0, 0), 4), (Of(240, 0, 0, 0), 4),
        (Of(168, 63, 129, 16), 32),
    ];

    /// <summary>Whether anybody may be meant by it: not this machine, its network, a documentation range, multicast or an address that embeds one of these.</summary>
    internal static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetwork)
        {
            return IsPublic(BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()));
        }

        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        var embedded = (uint)low;
        if (high == 0 && low >> 32 == 0xFFFF)
        {
            return IsPublic(embedded); // ::ffff:0:0/96, IPv4-mapped (RFC 4291)
        }

        if (high == 0x0064_FF9B_0000_0000 && low >> 32 == 0)
        {
            return IsPublic(embedded); // 64:ff9b::/96, NAT64 (RFC 6052): how a network without IPv4 reaches the rest
        }

        // Global unicast alone (2000::/3), without protocol assignments and Teredo (2001::/23), documentation (2001:db8::/32, 3fff::/20)
        // and 6to4 (2002::/16), which is given up (RFC 7526) and embeds an address of version 4.
        var first = (uint)(high >> 32);
        return first >> 29 == 1 && first >> 9 != 0x2001_0000 >> 9 && first != 0x2001_0DB8 && first >> 16 != 0x2002 && first >> 12 != 0x3FFF_0;
    }

    private static bool IsPublic(uint address)
    {
        foreach (var (network, bits) in NotPublic)
        {
            if ((address ^ network) >> (32 - bits) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static uint Of(byte first, byte second, byte third, byte fourth) => ((uint)first << 24) | ((uint)second << 16) | ((uint)third << 8) | fourth;
}
