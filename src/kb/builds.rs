//! Exchange Server builds: what a build number is, what it repairs, and what is newer.

mod number;
#[cfg(test)]
mod tests;

#[allow(
    unused_imports,
    reason = "the build script shares this module and needs less"
)]
pub use number::{Number, find_all};

use super::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All known builds: `kb/builds.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Builds {
    /// The date on which the list was last compared with its sources.
    pub as_of: String,
    /// How long each product is supported.
    pub support: Vec<Support>,
    /// What a CVE needs beside the update, by its number.
    pub notes: BTreeMap<String, String>,
    /// The builds, newest product first, newest build first.
    #[serde(rename = "builds")]
    pub known: Vec<Build>,
}

/// How long a product is supported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// `2016`, `SE`.
    pub product: String,
    /// The last day of support; `None` where no end is set.
    #[serde(default)]
    pub ends: Option<String>,
    /// The last month of paid Extended Security Updates.
    #[serde(default)]
    pub esu_until: Option<String>,
}

/// Whether a product is supported on some day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportState {
    /// It gets updates.
    Supported,
    /// Only those who pay for Extended Security Updates get them.
    Extended,
    /// It gets none any more.
    Ended,
}

/// One build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// `2013`, `2016`, `2019`, `SE`.
    pub product: String,
    /// `RTM`, `SP1`, `CU23`.
    pub cu: String,
    /// `Jun23SU`; `None` for the cumulative update itself.
    #[serde(default)]
    pub update: Option<String>,
    /// What kind of update it is.
    pub kind: Kind,
    /// The number.
    #[serde(rename = "build")]
    pub number: Number,
    /// ISO date of release, or only its month.
    pub date: String,
    /// The article of Microsoft that describes it.
    #[serde(default)]
    pub kb: Option<String>,
    /// CVEs repaired first in this build.
    #[serde(default)]
    pub cves: Vec<String>,
    /// Only for those who pay for Extended Security Updates.
    #[serde(default)]
    pub esu: bool,
}

/// The kind of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Kind {
    /// A cumulative update, a service pack or the first release.
    Cu,
    /// A security update.
    Su,
    /// A hotfix update.
    Hu,
}

impl Kind {
    /// What a reader calls it.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Cu => "cumulative update",
            Kind::Su => "security update",
            Kind::Hu => "hotfix update",
        }
    }
}

impl Build {
    /// Product, CU and update: `Exchange 2016 CU23 Jun23SU`.
    pub fn name(&self) -> String {
        let update = self.update.iter().map(|update| format!(" {update}"));
        let update: String = update.collect();
        format!("Exchange {} {}{update}", self.product, self.cu)
    }

    fn is_same_cu(&self, other: &Build) -> bool {
        self.product == other.product && self.cu == other.cu
    }
}

impl Support {
    /// The state on an ISO date.
    pub fn on(&self, date: &str) -> SupportState {
        let month = date.get(..7).unwrap_or(date);
        match (&self.ends, &self.esu_until) {
            (None, _) => SupportState::Supported,
            (Some(end), _) if date <= end.as_str() => SupportState::Supported,
            (_, Some(until)) if month <= until.as_str() => SupportState::Extended,
            _ => SupportState::Ended,
        }
    }
}

/// What is known of a build number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildReport<'a> {
    /// The number that was asked for.
    pub asked: Number,
    /// That build, or where it isn't known, the nearest one below.
    pub build: &'a Build,
    /// Later builds of the same CU, newest first.
    pub newer: Vec<&'a Build>,
    /// The newest build of a later CU of the same product, if there is one.
    pub later_cu: Option<&'a Build>,
    /// The newest build of the product that has no end of support, if this is another product.
    pub successor: Option<&'a Build>,
    /// How long the product is supported.
    pub support: &'a Support,
    /// CVEs that the newer builds of the same CU repair and this one doesn't.
    pub open_cves: Vec<&'a str>,
    /// CVEs repaired up to this build that need something beside it: number and need.
    pub needs: Vec<(&'a str, &'a str)>,
    /// The date of the list.
    pub as_of: &'a str,
}

impl BuildReport<'_> {
    /// Whether the number itself is known.
    pub fn is_exact(&self) -> bool {
        self.asked == self.build.number
    }
}

impl Builds {
    /// Reads `kb/builds.yaml`; `file` is only used in messages.
    ///
    /// # Errors
    /// What is wrong in the file.
    pub fn parse(file: &str, yaml: &str) -> Result<Builds, Problem> {
        let problem = |line, message| Problem {
            file: file.to_owned(),
            line,
            message,
        };
        let builds: Builds = serde_yaml::from_str(yaml).map_err(|error| {
            let line = error.location().map_or(1, |at| at.line());
            problem(line, error.to_string())
        })?;
        for pair in builds.known.windows(2) {
            if pair[0].product == pair[1].product && pair[0].number <= pair[1].number {
                let message = format!("{} must stand above {}", pair[1].number, pair[0].number);
                return Err(problem(1, message));
            }
        }
        match builds.known.iter().find(|b| builds.support(b).is_none()) {
            Some(build) => Err(problem(
                1,
                format!("`support` has no line for {}", build.product),
            )),
            None => Ok(builds),
        }
    }

    /// What is known of a number; `None` where nothing at or below it is.
    pub fn report(&self, asked: Number) -> Option<BuildReport<'_>> {
        let below = self.known.iter();
        let build = below
            .filter(|build| build.number.is_same_version(asked) && build.number <= asked)
            .max_by_key(|build| build.number)?;
        let newer: Vec<&Build> = self
            .known
            .iter()
            .filter(|other| other.is_same_cu(build) && other.number > asked)
            .collect();
        let later_cu = self.known.iter().find(|other| {
            other.product == build.product && other.cu != build.cu && other.number > asked
        });
        Some(BuildReport {
            asked,
            build,
            open_cves: self.open_cves(build, &newer),
            newer,
            later_cu,
            successor: self.successor(build),
            support: self.support(build)?,
            needs: self.needs(build),
            as_of: &self.as_of,
        })
    }

    fn support(&self, build: &Build) -> Option<&Support> {
        self.support
            .iter()
            .find(|support| support.product == build.product)
    }

    fn successor(&self, build: &Build) -> Option<&Build> {
        let lasting = self.support.iter().find(|support| support.ends.is_none())?;
        let newest = self.known.iter().find(|b| b.product == lasting.product)?;
        (newest.product != build.product).then_some(newest)
    }

    /// CVEs repaired in this build and in earlier ones of its CU.
    fn repaired<'a>(&'a self, build: &'a Build) -> impl Iterator<Item = &'a String> {
        let same = self.known.iter();
        same.filter(|other| other.is_same_cu(build) && other.number <= build.number)
            .flat_map(|other| &other.cves)
    }

    fn open_cves<'a>(&'a self, build: &'a Build, newer: &[&'a Build]) -> Vec<&'a str> {
        let repaired: Vec<&String> = self.repaired(build).collect();
        let later = newer.iter().flat_map(|build| &build.cves);
        let mut open: Vec<&str> = later
            .filter(|cve| !repaired.contains(cve))
            .map(String::as_str)
            .collect();
        open.sort_unstable();
        open.dedup();
        open
    }

    fn needs<'a>(&'a self, build: &'a Build) -> Vec<(&'a str, &'a str)> {
        let notes = self.notes.iter();
        notes
            .filter(|(cve, _)| self.repaired(build).any(|repaired| repaired == *cve))
            .map(|(cve, need)| (cve.as_str(), need.as_str()))
            .collect()
    }
}
